import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { QueryTypes, Sequelize, Transaction } from 'sequelize';
import { CommitOrder } from './commit-order.js';
import type { Database } from './database.js';
import { makeDurableFolder } from './durable-files.js';
import { BUSY_TIMEOUT_MS, keepOneWriter, sqliteDriver } from './sqlite-connections.js';

const RETRY_MS = 50;
/** "GANT" in ASCII. */
const APPLICATION_ID = 0x47414e54;

/**
 * Opens a SQLite file, creating it and its folders. Readers and the writer do not wait for each other (WAL). Other
 * processes may have the file open, too, on this machine.
 * @param file absolute path
 * @throws {Error} the file cannot be opened, written to, or is no database, in one line
 */
export async function openSqlite(file: string): Promise<Database> {
  try {
    await makeDurableFolder(path.dirname(file));
    return await connect(file);
  } catch (error) {
    throw new Error(
      `Expected a SQLite database that can be written to, for DATABASE_URL, but ${file} gives ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

async function connect(file: string): Promise<Database> {
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    storage: file,
    dialectModule: sqliteDriver,
    logging: false,
    transactionType: Transaction.TYPES.IMMEDIATE,
    // The busy timeout is the patience; Sequelize would have it five times.
    retry: { max: 1 },
  });
  keepOneWriter(sequelize);
  try {
    await useWriteAheadLog(sequelize);
    // Makes a write beside `write` an error instead of a lost turn.
    await sequelize.query('PRAGMA query_only = ON');
    const order = new CommitOrder();
    const write = inTurn(sequelize, order);
    // A write, to learn now rather than at the first capture that there can be none; `file` shows the number.
    await write((transaction) =>
      sequelize.query(`PRAGMA application_id = ${APPLICATION_ID}`, { transaction }),
    );
    let closed: Promise<void> | undefined;
    return {
      dialect: 'sqlite',
      sequelize,
      write,
      // There is one writer at a time, with or without a lock.
      lock: () => Promise.resolve(),
      enterCommitOrder: (transaction) => Promise.resolve(order.enter(transaction)),
      settled: () => order.settled(),
      onCommit: (listener) => order.onCommit(listener),
      close: () => (closed ??= write.idle().then(() => sequelize.close())),
    };
  } catch (error) {
    await sequelize.close().catch(() => undefined);
    throw error;
  }
}

// The switch to WAL does not wait for another process that is just opening the file, whatever the busy timeout.
async function useWriteAheadLog(sequelize: Sequelize): Promise<void> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      const [row] = await sequelize.query<{ journal_mode: string }>('PRAGMA journal_mode = WAL', {
        type: QueryTypes.SELECT,
      });
      if (row?.journal_mode !== 'wal') throw new Error(`journal mode ${row?.journal_mode}, not wal`);
      return;
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

interface Turns {
  <T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

/** One transaction after the other: they share a connection, and SQLite has one writer at a time in any case. */
function inTurn(sequelize: Sequelize, order: CommitOrder): Turns {
  let last: Promise<unknown> = Promise.resolve();
  const write = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const turn = last.then(() => order.end(sequelize.transaction(work)));
    last = turn.catch(() => undefined);
    return turn;
  };
  return Object.assign(write, { idle: () => last.then(() => undefined) });
}

function codeOf(error: unknown): string | undefined {
  const original = (error as { original?: unknown }).original ?? error;
  return (original as NodeJS.ErrnoException).code;
}

function reasonOf(error: unknown): string {
  return (error as Error).message.split('\n', 1)[0] || codeOf(error) || 'an unknown error';
}
