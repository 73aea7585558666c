import { RecognizerBusyError } from '../../errors.js';
import type { Recognition } from '../contracts.js';

/** One picture on its way through the pool. */
export interface Job {
  readonly image: Uint8Array;
  readonly resolve: (recognition: Recognition) => void;
  readonly reject: (error: unknown) => void;
  /** How many children it has brought down, or outlasted. */
  failures: number;
}

/** First in, first out, with a bound. */
export class JobQueue {
  readonly #jobs: Job[] = [];

  /** @param limit how many jobs may wait; 0: none */
  constructor(readonly limit: number) {}

  get length(): number {
    return this.#jobs.length;
  }

  /** @throws {RecognizerBusyError} as many jobs wait as may */
  add(job: Job): void {
    if (this.#jobs.length >= this.limit) throw new RecognizerBusyError(this.limit);
    this.#jobs.push(job);
  }

  /** To the front, and past the bound: the job was let in before, and no more than one per child comes back. */
  putBack(job: Job): void {
    this.#jobs.unshift(job);
  }

  take(): Job | undefined {
    return this.#jobs.shift();
  }
}
