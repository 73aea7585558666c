import type { PoolLog } from './pool-events.js';
import { StartAttempts } from './start-attempts.js';
import type { WorkerObserver, WorkerSettings } from './worker-contracts.js';
import { WorkerProcess } from './worker-process.js';

export interface FleetSettings extends WorkerSettings {
  /** How many children are to be ready. */
  readonly processes: number;
  /** After so many jobs a child is replaced. */
  readonly maxJobsPerProcess: number;
}

export interface FleetCounts {
  readonly starting: number;
  readonly idle: number;
  readonly busy: number;
  /** Children that died, ran out of time or failed, since the start; each was replaced. */
  readonly restarts: number;
  /** Children that were replaced for their number of jobs, since the start. */
  readonly recycled: number;
  /** Starts that failed in a row, up to now. */
  readonly failedStarts: number;
}

/** The children could not be started at all: the service cannot work on this machine as it is. */
export class RecognizerStartError extends Error {
  override readonly name = 'RecognizerStartError';
}

/**
 * Keeps the wanted number of children ready. A worn child (one with its number of jobs done) works on until its
 * successor is ready, so no capacity is lost, and there is one successor at a time, so the children are not replaced
 * all at once. Invariant: starting + idle + busy children, less those told to retire, are never more than one
 * above `processes`.
 */
export class Fleet {
  /** Every child whose process may still exist. */
  readonly #workers = new Set<WorkerProcess>();
  /** Worn, and to end once idle; counts as gone. */
  readonly #retiring = new Set<WorkerProcess>();
  readonly #observer: WorkerObserver;
  readonly #attempts = new StartAttempts(() => this.#reconcile());
  #restarts = 0;
  #recycled = 0;
  #phase: 'starting' | 'serving' | 'draining' | 'stopped' = 'starting';
  #settleStart: ((reason: string | undefined) => void) | undefined;

  /** @param changed called when a child became ready, or the fleet went down: jobs may go on, or must fail */
  constructor(
    readonly settings: FleetSettings,
    readonly log: PoolLog,
    readonly changed: () => void,
  ) {
    this.#observer = {
      ready: (worker) => this.#onReady(worker),
      lost: (worker, reason, before) => this.#onLost(worker, reason, before),
      wrote: ({ pid }, line) => this.log({ kind: 'worker-wrote', pid, line }),
    };
  }

  /**
   * Starts all children; resolves when every one is ready.
   * @throws {RecognizerStartError} one could not be started; none is left running then
   */
  async start(): Promise<void> {
    const outcome = new Promise<string | undefined>((resolve) => {
      this.#settleStart = resolve;
    });
    this.#reconcile();
    const reason = await outcome;
    if (reason === undefined) return;
    await this.stop();
    throw new RecognizerStartError(`The recognizer cannot be started: ${reason}`);
  }

  /** No child is ready, and none can be started for now. Attempts go on in the background. */
  get down(): boolean {
    return this.#attempts.hopeless && !this.#live().some(isReady);
  }

  /** An idle child for the next job; the caller calls `release` when the job has settled. */
  takeIdle(): WorkerProcess | undefined {
    return this.#live().find(isIdle);
  }

  /** A job of this child has settled: it may be time to replace it. */
  release(worker: WorkerProcess): void {
    if (this.#retiring.has(worker) && isIdle(worker)) this.#retire(worker);
    this.#reconcile();
  }

  /** Replaces worn children no more; lost ones still, since jobs may wait. */
  drain(): void {
    this.#phase = 'draining';
  }

  /** Ends every child. Resolves when all processes have exited. */
  async stop(): Promise<void> {
    this.#phase = 'stopped';
    this.#attempts.stop();
    await Promise.all([...this.#workers].map((worker) => worker.end()));
  }

  counts(): FleetCounts {
    const of = (state: string): number => this.#live().filter((worker) => worker.state === state).length;
    return {
      starting: of('starting'),
      idle: of('idle'),
      busy: [...this.#workers].filter((worker) => worker.state === 'busy').length,
      restarts: this.#restarts,
      recycled: this.#recycled,
      failedStarts: this.#attempts.failures,
    };
  }

  /** Process ids of the children that work or are about to. */
  pids(): readonly number[] {
    return this.#live().flatMap((worker) => worker.pid ?? []);
  }

  #live(): WorkerProcess[] {
    return [...this.#workers].filter(
      (worker) => worker.state !== 'ending' && worker.state !== 'gone' && !this.#retiring.has(worker),
    );
  }

  #worn(): WorkerProcess[] {
    return this.#live().filter((worker) => worker.jobs >= this.settings.maxJobsPerProcess);
  }

  #reconcile(): void {
    this.#retireOneTooMany();
    while (this.#live().length < this.#wanted() && this.#mayStart()) this.#launch();
  }

  #wanted(): number {
    const successors = this.#phase === 'serving' && this.#worn().length > 0 ? 1 : 0;
    return this.settings.processes + successors;
  }

  #mayStart(): boolean {
    if (this.#phase === 'stopped' || this.#attempts.waiting) return false;
    // After a failed start one child at a time tries whether it works again.
    return this.#attempts.failures === 0 || this.counts().starting === 0;
  }

  #retireOneTooMany(): void {
    if (this.#live().filter(isReady).length <= this.settings.processes) return;
    const worn = this.#worn();
    const oldest = worn.find(isIdle) ?? worn[0];
    if (oldest === undefined) return;
    this.#retiring.add(oldest);
    if (isIdle(oldest)) this.#retire(oldest);
  }

  #retire(worker: WorkerProcess): void {
    this.#recycled += 1;
    this.log({ kind: 'worker-recycled', pid: worker.pid, jobs: worker.jobs });
    void worker.end();
  }

  #launch(): void {
    let worker: WorkerProcess;
    try {
      worker = new WorkerProcess(this.settings, this.#observer);
    } catch (error) {
      this.#onStartFailed(String(error));
      return;
    }
    this.#workers.add(worker);
    void worker.gone.then(() => {
      this.#workers.delete(worker);
      this.#retiring.delete(worker);
    });
  }

  #onReady(worker: WorkerProcess): void {
    this.#attempts.succeeded();
    this.log({ kind: 'worker-ready', pid: worker.pid });
    this.#reconcile();
    if (this.#phase === 'starting' && this.#live().filter(isReady).length >= this.settings.processes) {
      this.#phase = 'serving';
      this.#settleStart?.(undefined);
    }
    this.changed();
  }

  #onLost(worker: WorkerProcess, reason: string, before: 'starting' | 'idle' | 'busy'): void {
    // One that dies idle without having done a job is no better than one that does not start: no restart at once.
    if (before === 'starting' || (before === 'idle' && worker.jobs === 0)) {
      this.#onStartFailed(reason);
      return;
    }
    this.#restarts += 1;
    this.log({ kind: 'worker-lost', pid: worker.pid, reason });
    this.#reconcile();
  }

  #onStartFailed(reason: string): void {
    if (this.#phase === 'starting') {
      this.#phase = 'stopped';
      this.#settleStart?.(reason);
    }
    if (this.#phase === 'stopped') return;
    this.log({ kind: 'worker-start-failed', reason, retryInMs: this.#attempts.failed() });
    this.changed();
  }
}

function isIdle(worker: WorkerProcess): boolean {
  return worker.state === 'idle';
}

function isReady(worker: WorkerProcess): boolean {
  return worker.state === 'idle' || worker.state === 'busy';
}
