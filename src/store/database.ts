import type { Sequelize, Transaction } from 'sequelize';

export type Dialect = 'sqlite' | 'postgres';

/** What repositories and migrations need of a database, whichever it is. */
export interface Database {
  readonly dialect: Dialect;

  /** For reading. What is written goes through `write`. */
  readonly sequelize: Sequelize;

  /**
   * Runs `work` in a transaction and resolves when it is committed durably; rejects after everything is rolled back.
   * Statements take part by naming the transaction. Do not begin another `write` within `work`: it may wait for this
   * one.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;

  /** Waits until no other transaction holds `name`, and holds it until this one ends. */
  lock(name: string, transaction: Transaction): Promise<void>;

  /**
   * From here to its end this transaction is alone: those that enter commit in the order in which they entered.
   * Enter late, and end soon. Wakes the listeners of `onCommit` when it is committed.
   * @returns the instant of entering, by the clock that all instances share; no reader that called `settled` before
   *   then misses what an earlier one wrote
   */
  enterCommitOrder(transaction: Transaction): Promise<Date>;

  /** Resolves when every transaction that had entered the commit order has ended. */
  settled(): Promise<void>;

  /**
   * Calls `listener` after a transaction that entered the commit order was committed, by whichever instance, and
   * whenever one may have been missed.
   * @returns what ends it
   */
  onCommit(listener: () => void): () => void;

  /** Waits for the writes that were begun. Closing again does nothing. */
  close(): Promise<void>;
}
