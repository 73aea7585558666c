import type { ChildProcess } from 'node:child_process';
import type { Recognition } from '../contracts.js';
import type { FromWorker, ToWorker } from '../worker-protocol.js';
import { BoundedLines } from './bounded-lines.js';
import { pictureError } from './picture-errors.js';
import { spawnWorker } from './spawn-worker.js';
import {
  WorkerLostError,
  type WorkerObserver,
  type WorkerSettings,
  type WorkerState,
} from './worker-contracts.js';

const MAX_STDERR_LENGTH = 64 * 1024;

/** After a child is gone its standard error is read this long; a grandchild may hold it open for ever. */
const LAST_WORDS_MS = 1000;

interface CurrentJob {
  readonly id: number;
  readonly resolve: (recognition: Recognition) => void;
  readonly reject: (error: Error) => void;
}

/** One child process, as the pool sees it. Does one job at a time; never comes back once lost or ended. */
export class WorkerProcess {
  /** Resolves when the process has exited. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #stderr: BoundedLines;
  #state: WorkerState = 'starting';
  #jobs = 0;
  #current: CurrentJob | undefined;
  #limit: NodeJS.Timeout | undefined;
  #grace: NodeJS.Timeout | undefined;

  /** @throws {Error} the system starts no process */
  constructor(
    readonly settings: WorkerSettings,
    readonly observer: WorkerObserver,
  ) {
    this.#child = spawnWorker(settings.file, settings.env);
    this.#stderr = new BoundedLines(MAX_STDERR_LENGTH, (line) => observer.wrote(this, line));
    this.gone = this.#watch();
    this.#limit = setTimeout(
      () => this.#lose(`was not ready after ${settings.startTimeoutMs} ms`),
      settings.startTimeoutMs,
    );
    this.#send({ kind: 'init', settings: settings.pipeline, parentPid: process.pid });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get state(): WorkerState {
    return this.#state;
  }

  /** How many jobs it has answered. */
  get jobs(): number {
    return this.#jobs;
  }

  /**
   * Recognizes one picture. The child must be idle; it is busy from the call on and idle again when the promise
   * settles, unless lost.
   * @throws {UnreadableImageError}
   * @throws {ImageTooLargeError}
   * @throws {WorkerLostError} the child is of no use any more
   */
  recognize(image: Uint8Array): Promise<Recognition> {
    if (this.#state !== 'idle') throw new Error(`expected an idle worker, but it is ${this.#state}`);
    this.#state = 'busy';
    const id = this.#jobs + 1;
    const { timeoutMs } = this.settings;
    // The answer may already lie in the channel if this process was held up: read it before judging.
    const judge = (): void => {
      setImmediate(() => {
        if (this.#current?.id === id) this.#lose(`ran longer than ${timeoutMs} ms on one picture`);
      });
    };
    return new Promise((resolve, reject) => {
      this.#current = { id, resolve, reject };
      this.#limit = setTimeout(judge, timeoutMs);
      this.#send({ kind: 'job', id, image });
    });
  }

  /** Asks the child to end, and kills it when it has not after the grace, or is not idle. Resolves when it has exited. */
  end(): Promise<void> {
    if (this.#state === 'idle') {
      this.#state = 'ending';
      this.#send({ kind: 'stop' });
      this.#killAfterGrace();
    } else if (this.#state === 'starting' || this.#state === 'busy') {
      this.#retreat('the pool ended it');
    }
    return this.gone;
  }

  #watch(): Promise<void> {
    const child = this.#child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#stderr.write(text));
    child.on('message', (message) => this.#receive(message as FromWorker));
    // It may have closed the channel in exiting: then its exit says more. If not it must be made to exit.
    child.on('disconnect', () => this.#killAfterGrace());
    child.on('exit', () => setTimeout(() => child.stderr?.destroy(), LAST_WORDS_MS).unref());
    return new Promise((resolve) => {
      child.on('error', (error) => {
        this.#lose(`cannot be run: ${error.message}`);
        // Without a process there is no exit to wait for.
        if (child.pid === undefined) resolve();
      });
      child.on('close', (code, signal) => {
        this.#stderr.end();
        this.#lose(this.#describeExit(code, signal));
        this.#state = 'gone';
        clearTimeout(this.#grace);
        resolve();
      });
    });
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'ready') {
      if (this.#state !== 'starting') return;
      clearTimeout(this.#limit);
      this.#state = 'idle';
      this.observer.ready(this);
    } else if (message.kind === 'init-failed') {
      this.#lose(message.reason);
    } else if (message.id === this.#current?.id) {
      this.#answer(this.#current, message);
    }
  }

  #answer(job: CurrentJob, message: Extract<FromWorker, { id: number }>): void {
    if (message.kind === 'failed') {
      this.#lose(`failed: ${message.reason}`);
      return;
    }
    clearTimeout(this.#limit);
    this.#current = undefined;
    this.#jobs += 1;
    this.#state = 'idle';
    if (message.kind === 'done') job.resolve(message.recognition);
    else job.reject(pictureError(message.error, message.message));
  }

  #lose(reason: string): void {
    const before = this.#state;
    if (before === 'ending' || before === 'gone') return;
    this.#retreat(reason);
    this.observer.lost(this, reason, before);
  }

  #retreat(reason: string): void {
    this.#state = 'ending';
    clearTimeout(this.#limit);
    this.#child.kill('SIGKILL');
    this.#current?.reject(new WorkerLostError(reason));
    this.#current = undefined;
  }

  #killAfterGrace(): void {
    if (this.#state === 'gone') return;
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.#child.kill('SIGKILL'), this.settings.stopGraceMs);
  }

  #describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
    return this.#stderr.tail === '' ? how : `${how}, having written: ${this.#stderr.tail}`;
  }

  #send(message: ToWorker): void {
    // A channel that is closed means a child that is gone: its exit is reported, the failed write adds nothing.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
