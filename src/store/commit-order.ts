import { EventEmitter } from 'node:events';
import type { Transaction } from 'sequelize';

/**
 * The commit order of a database with one writer at a time: transactions follow each other in any case, so all that
 * remains is to let readers wait for the one that entered and is not committed yet, and to tell of its commit.
 */
export class CommitOrder {
  readonly #commits = new EventEmitter().setMaxListeners(0);
  #entered: Transaction | undefined;
  #leave = (): void => undefined;
  #settled: Promise<void> = Promise.resolve();

  /** @returns the present instant */
  enter(transaction: Transaction): Date {
    if (this.#entered !== transaction) {
      this.#entered = transaction;
      this.#settled = new Promise((resolve) => (this.#leave = resolve));
    }
    return new Date();
  }

  /** Passes on the end of the transaction that runs now. */
  async end<T>(transaction: Promise<T>): Promise<T> {
    try {
      const result = await transaction;
      if (this.#entered !== undefined) this.#commits.emit('commit');
      return result;
    } finally {
      this.#entered = undefined;
      this.#leave();
    }
  }

  settled(): Promise<void> {
    return this.#settled;
  }

  onCommit(listener: () => void): () => void {
    this.#commits.on('commit', listener);
    return () => void this.#commits.off('commit', listener);
  }
}
