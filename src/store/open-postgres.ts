import pg from 'pg';
import { Sequelize, Transaction } from 'sequelize';
import { listenForCommits, STORED_CHANNEL } from './commit-listener.js';
import type { Database } from './database.js';
import { instantFrom, selectRow } from './rows.js';
import { lockNumber } from './named-lock.js';
import { Places } from './places.js';
import type { Warn } from './settle-evidence.js';

const CONNECTIONS = 10;
/** Fewer, since writers wait for each other, and readers need not wait for them. */
const WRITERS = 6;
/** For a connection that is in use; longer than a queue of uploads takes. */
const ACQUIRE_WITHIN_MS = 60_000;
const CONNECT_WITHIN_MS = 10_000;
/** An instance that is suspended in the middle of a transaction must not hold up the others for ever. */
const IDLE_IN_TRANSACTION_MS = 30_000;
const OLDEST_VERSION = 12;

const PROBE_WITHIN_MS = 10_000;

const COMMIT_ORDER = lockNumber('commit order');
const ENTER_SQL = `SELECT pg_advisory_xact_lock(${COMMIT_ORDER}), pg_notify('${STORED_CHANNEL}', '')`;
const NOW_SQL = 'SELECT FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS now';
// Waits for whoever is in the commit order, and as a statement of its own lets go at once.
const SETTLED_SQL = `SELECT pg_advisory_xact_lock_shared(${COMMIT_ORDER})`;

/**
 * Connects to a PostgreSQL database, which must exist. Other instances may use it, too.
 * @param url as `parseDatabaseUrl` takes it
 * @throws {Error} it cannot be reached, refuses the user, or is too old, in one line without the password
 */
export async function openPostgres(url: string, warn: Warn): Promise<Database> {
  const sequelize = new Sequelize({
    dialect: 'postgres',
    dialectModule: driverFor(url),
    logging: false,
    pool: { max: CONNECTIONS, acquire: ACQUIRE_WITHIN_MS },
    isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED,
    dialectOptions: {
      application_name: 'gantry',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      keepAlive: true,
      // What is acknowledged is on the disk, however the server is set.
      options: '-c synchronous_commit=on',
    },
  });
  const listening = {
    connectionString: url,
    application_name: 'gantry listener',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: PROBE_WITHIN_MS,
    keepAlive: true,
  };
  try {
    await refuseOldServer(sequelize);
    const listener = await listenForCommits(() => new pg.Client(listening), warn);
    return databaseOf(sequelize, listener);
  } catch (error) {
    await sequelize.close().catch(() => undefined);
    throw new Error(
      `Expected a PostgreSQL database that can be used, for DATABASE_URL, but it gives ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

function databaseOf(sequelize: Sequelize, listener: Awaited<ReturnType<typeof listenForCommits>>): Database {
  const writes = new Set<Promise<unknown>>();
  const writers = new Places(WRITERS);
  let closed: Promise<void> | undefined;
  return {
    dialect: 'postgres',
    sequelize,
    write(work) {
      const write = writers.run(() => sequelize.transaction(work));
      writes.add(write);
      return write.finally(() => writes.delete(write));
    },
    async lock(name, transaction) {
      await sequelize.query(`SELECT pg_advisory_xact_lock(${lockNumber(name)})`, { transaction });
    },
    async enterCommitOrder(transaction) {
      await sequelize.query(ENTER_SQL, { transaction });
      // Asked after the lock was taken: one statement may look at the clock before it waits.
      const { now } = await selectRow<{ now: string }>(sequelize, NOW_SQL, { transaction });
      return instantFrom(now);
    },
    async settled() {
      await sequelize.query(SETTLED_SQL);
    },
    onCommit: listener.onCommit,
    close: () =>
      (closed ??= Promise.allSettled([...writes])
        .then(() => listener.close())
        .then(() => sequelize.close())),
  };
}

/** The driver as Sequelize wants it, except that the driver itself reads the address: Sequelize's reading knows less. */
function driverFor(url: string): object {
  class Client extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionString: url });
    }
  }
  return { ...pg, Client };
}

async function refuseOldServer(sequelize: Sequelize): Promise<void> {
  const sql = `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`;
  const { number, name } = await selectRow<{ number: string; name: string }>(sequelize, sql);
  if (Number(number) < OLDEST_VERSION * 10_000) {
    throw new Error(`version ${name}; it must be ${OLDEST_VERSION} or newer`);
  }
}

function reasonOf(error: unknown): string {
  const original = ((error as { original?: unknown }).original ?? error) as NodeJS.ErrnoException;
  // Where a name has several addresses, the error of all together has no text of its own.
  const first = original instanceof AggregateError ? (original.errors[0] as Error | undefined) : original;
  return first?.message.split('\n', 1)[0] || original.code || 'an unknown error';
}
