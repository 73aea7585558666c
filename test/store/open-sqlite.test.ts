import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { QueryTypes, type Transaction } from 'sequelize';
import sqlite3 from 'sqlite3';
import type { Database } from '../../src/store/database.js';
import { openSqlite } from '../../src/store/open-sqlite.js';
import { tempFolder, type TempFolder } from './support/temp-store.js';

async function open(folder: TempFolder): Promise<Database> {
  const database = await openSqlite(folder.databaseFile);
  folder.closing(() => database.close());
  return database;
}

async function value(database: Database, sql: string, transaction?: Transaction): Promise<unknown> {
  const [row] = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    ...(transaction && { transaction }),
  });
  return Object.values(row ?? {})[0];
}

const PRAGMAS = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: 10_000 };

for (const [name, expected] of Object.entries(PRAGMAS)) {
  test(`${name} is ${expected} where is read and where is written`, async (t) => {
    const database = await open(await tempFolder(t));
    const inWriter = await database.write((transaction) => value(database, `PRAGMA ${name}`, transaction));
    assert.deepEqual([await value(database, `PRAGMA ${name}`), inWriter], [expected, expected]);
  });
}

test('the file stays in WAL mode for whoever opens it', async (t) => {
  const folder = await tempFolder(t);
  await open(folder);
  const other = new sqlite3.Database(folder.databaseFile);
  await once(other, 'open');
  const row = await new Promise((resolve, reject) =>
    other.get('PRAGMA journal_mode', (error, found) => (error ? reject(error) : resolve(found))),
  );
  other.close();
  await once(other, 'close');
  assert.deepEqual(row, { journal_mode: 'wal' });
});

test('a write beside `write` is an error', async (t) => {
  const database = await open(await tempFolder(t));
  await assert.rejects(database.sequelize.query('CREATE TABLE t (n INTEGER)'), /SQLITE_READONLY/);
});

test('transactions take turns, in the order begun', async (t) => {
  const database = await open(await tempFolder(t));
  const log: string[] = [];
  const turn = (name: string) =>
    database.write(async (transaction) => {
      log.push(`${name} begins`);
      await value(database, 'SELECT 1', transaction);
      log.push(`${name} ends`);
    });
  await Promise.all([turn('a'), turn('b')]);
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends']);
});

const FAILURES: Readonly<Record<string, (database: Database, transaction: Transaction) => Promise<unknown>>> =
  {
    'the work': () => Promise.reject(new Error('no')),
    'the commit': async ({ sequelize }, transaction) => {
      await sequelize.query('PRAGMA defer_foreign_keys = ON', { transaction });
      await sequelize.query('INSERT INTO child VALUES (7)', { transaction });
    },
    'the rollback': async ({ sequelize }, transaction) => {
      await sequelize.query('ROLLBACK', { transaction });
      throw new Error('no');
    },
  };

for (const [name, fail] of Object.entries(FAILURES)) {
  test(`when ${name} fails nothing is written, and the next writer is not held up`, async (t) => {
    t.mock.method(console, 'warn', () => undefined); // Sequelize reports failed commits there
    const folder = await tempFolder(t);
    const database = await open(folder);
    const other = await open(folder);
    const insert = (into: Database) =>
      into.write((transaction) => into.sequelize.query('INSERT INTO parent VALUES (NULL)', { transaction }));
    await database.write(async (transaction) => {
      await database.sequelize.query('CREATE TABLE parent (n INTEGER PRIMARY KEY)', { transaction });
      await database.sequelize.query('CREATE TABLE child (n INTEGER REFERENCES parent (n))', { transaction });
    });
    await assert.rejects(
      database.write(async (transaction) => {
        await database.sequelize.query('INSERT INTO parent VALUES (NULL)', { transaction });
        await fail(database, transaction);
      }),
    );
    await insert(other);
    await insert(database);
    assert.equal(await value(other, 'SELECT COUNT(*) FROM parent'), 2);
    assert.equal(await value(other, 'SELECT COUNT(*) FROM child'), 0);
    assert.equal(await value(database, 'SELECT COUNT(*) FROM parent'), 2);
  });
}

test('after a failed commit foreign keys still hold', async (t) => {
  t.mock.method(console, 'warn', () => undefined);
  const database = await open(await tempFolder(t));
  const run = (sql: string) =>
    database.write((transaction) => database.sequelize.query(sql, { transaction }));
  await run('CREATE TABLE parent (n INTEGER PRIMARY KEY)');
  await run('CREATE TABLE child (n INTEGER REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)');
  await assert.rejects(run('INSERT INTO child VALUES (7)'), /FOREIGN KEY/);
  await assert.rejects(run('INSERT INTO child VALUES (7)'), /FOREIGN KEY/);
});
