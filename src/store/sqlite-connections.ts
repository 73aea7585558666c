import type { Sequelize } from 'sequelize';
import sqlite3 from 'sqlite3';

export const BUSY_TIMEOUT_MS = 10_000;

/**
 * Said to every connection. `synchronous = FULL` syncs the log at each commit: with NORMAL a power cut may take the
 * last commits, which were acknowledged. The size limit gives back the disk space of a log that a long read let grow.
 */
const PRAGMAS = `
  PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  PRAGMA foreign_keys = ON;
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = ${64 * 1024 * 1024};
  PRAGMA cache_size = ${-32 * 1024};
`;

type Opened = (error: Error | null) => void;

/** The driver as Sequelize wants it, except that a connection is open only after the pragmas are said. */
export const sqliteDriver = {
  ...sqlite3,
  Database: function openDatabase(file: string, mode: number, opened: Opened): sqlite3.Database {
    const database = new sqlite3.Database(file, mode, (error) => {
      if (error !== null) opened(error);
      else database.exec(PRAGMAS, (refused) => (refused === null ? opened(null) : closeAfter(refused)));
    });
    const closeAfter = (refused: Error) => database.close(() => opened(refused));
    return database;
  },
};

interface Connection {
  readonly uuid?: string;
  close(done: (error: Error | null) => void): void;
}

interface SqliteConnectionManager {
  connections: Record<string, Connection>;
  getConnection(options?: { uuid?: string }): Promise<Connection>;
  releaseConnection(connection: Connection): void;
  destroyConnection(connection: Connection): Promise<void>;
}

const READER = 'reader';
const WRITER = 'writer';

/**
 * Sequelize opens a connection for every transaction and closes it afterwards; when a commit or rollback fails it
 * even leaves that one open for ever (its SQLite part inherits a `destroyConnection` that knows pooled connections
 * only), possibly with the write lock. Here all transactions, which take turns anyway, share one connection that
 * stays open, apart from the one that reads; after a failure it is closed, which rolls back, and opened anew. One
 * that could not be opened is forgotten rather than handed out again, or waited for at the end.
 */
export function keepOneWriter(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as SqliteConnectionManager;
  const open = manager.getConnection.bind(manager);
  manager.getConnection = async (options) => {
    const uuid = options?.uuid === undefined ? READER : WRITER;
    try {
      return await open({ uuid });
    } catch (error) {
      delete manager.connections[uuid];
      throw error;
    }
  };
  manager.releaseConnection = () => undefined;
  manager.destroyConnection = (connection) => {
    delete manager.connections[WRITER];
    return new Promise((resolve, reject) => {
      connection.close((error) => (error === null ? resolve() : reject(error)));
    });
  };
}
