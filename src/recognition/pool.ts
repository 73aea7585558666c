import { RecognizerFailedError, StoppingError } from '../errors.js';
import type { Recognition, Recognizer } from './contracts.js';
import { Fleet, type FleetCounts } from './pool/fleet.js';
import { JobQueue, type Job } from './pool/job-queue.js';
import type { PoolLog } from './pool/pool-events.js';
import { resolvePoolOptions, type PoolOptions } from './pool/pool-options.js';
import { WorkerLostError } from './pool/worker-contracts.js';
import type { WorkerProcess } from './pool/worker-process.js';

export { RecognizerStartError } from './pool/fleet.js';
export { POOL_EVENT_LEVELS, type PoolEvent } from './pool/pool-events.js';
export type { PoolOptions } from './pool/pool-options.js';

/** A picture that brings down, or outlasts, so many children is given up. */
const MAX_FAILURES_PER_JOB = 2;

export interface PoolStatus extends FleetCounts {
  /** How many children there should be. */
  readonly processes: number;
  /** How many pictures wait for a child. */
  readonly queued: number;
  /** No child is ready and none can be started for now: every picture is refused. */
  readonly down: boolean;
  /** Process ids of the children. */
  readonly pids: readonly number[];
}

export interface RecognizerPool extends Recognizer {
  /**
   * Rejects with the errors of `Recognizer`, and with `StoppingError` once `stop` was called. A picture waits its
   * turn without a limit of its own; the queue's length and the time limit of each picture bound it.
   */
  recognize(image: Uint8Array): Promise<Recognition>;
  status(): PoolStatus;
  /** Takes no more pictures, finishes those it has, ends the children. Resolves when every child has exited. */
  stop(): Promise<void>;
}

/**
 * Starts the recognizer's child processes; resolves when all are ready.
 * @throws {RangeError} an option is out of its range
 * @throws {RecognizerStartError} a child cannot be started; the message says why, and no child is left
 */
export async function createRecognizerPool(options: PoolOptions): Promise<RecognizerPool> {
  const pool = new ProcessPool(options);
  await pool.start();
  return pool;
}

class ProcessPool implements RecognizerPool {
  readonly #fleet: Fleet;
  readonly #queue: JobQueue;
  readonly #log: PoolLog;
  #active = 0;
  #stopped: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  constructor(options: PoolOptions) {
    const { queueLimit, log, ...fleet } = resolvePoolOptions(options);
    this.#log = log;
    this.#queue = new JobQueue(queueLimit);
    this.#fleet = new Fleet(fleet, log, () => this.#dispatch());
  }

  start(): Promise<void> {
    return this.#fleet.start();
  }

  recognize(image: Uint8Array): Promise<Recognition> {
    return new Promise((resolve, reject) => {
      if (this.#stopped !== undefined) throw new StoppingError();
      if (this.#fleet.down) throw unavailable();
      const job: Job = { image, resolve, reject, failures: 0 };
      // A child that has just become idle belongs to the job that has waited longest.
      const worker = this.#queue.length === 0 ? this.#fleet.takeIdle() : undefined;
      if (worker === undefined) this.#queue.add(job);
      else void this.#run(worker, job);
    });
  }

  status(): PoolStatus {
    return {
      processes: this.#fleet.settings.processes,
      queued: this.#queue.length,
      down: this.#fleet.down,
      pids: this.#fleet.pids(),
      ...this.#fleet.counts(),
    };
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#fleet.drain();
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
      this.#dispatch();
    });
    await this.#fleet.stop();
  }

  /** Hands waiting jobs to idle children. Invariant: afterwards no child is idle while a job waits. */
  #dispatch(): void {
    if (this.#fleet.down) this.#refuseAll();
    while (this.#queue.length > 0) {
      const worker = this.#fleet.takeIdle();
      if (worker === undefined) return;
      const job = this.#queue.take();
      if (job !== undefined) void this.#run(worker, job);
    }
    if (this.#active === 0) this.#drained?.();
  }

  async #run(worker: WorkerProcess, job: Job): Promise<void> {
    this.#active += 1;
    try {
      job.resolve(await worker.recognize(job.image));
    } catch (error) {
      if (error instanceof WorkerLostError) this.#retry(job, error.message);
      else job.reject(error);
    }
    this.#active -= 1;
    this.#fleet.release(worker);
    this.#dispatch();
  }

  #retry(job: Job, reason: string): void {
    job.failures += 1;
    if (job.failures < MAX_FAILURES_PER_JOB) {
      this.#log({ kind: 'job-retried', reason });
      this.#queue.putBack(job);
    } else {
      this.#log({ kind: 'job-failed', reason });
      job.reject(
        new RecognizerFailedError('The picture could not be recognized: the recognizer failed on it twice'),
      );
    }
  }

  #refuseAll(): void {
    for (let job = this.#queue.take(); job !== undefined; job = this.#queue.take()) job.reject(unavailable());
  }
}

function unavailable(): RecognizerFailedError {
  return new RecognizerFailedError('The picture could not be recognized: no recognizer can be started');
}
