import type { Sequelize, Transaction } from 'sequelize';

/** What repositories and migrations need of a database, whichever it is. */
export interface Database {
  /** For reading. What is written goes through `write`. */
  readonly sequelize: Sequelize;

  /**
   * Runs `work` in a transaction and resolves when it is committed durably; rejects after everything is rolled back.
   * Writers take turns. Statements take part by naming the transaction.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;

  /** Waits for the writes that were begun. Closing again does nothing. */
  close(): Promise<void>;
}
