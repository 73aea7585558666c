import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPostgres } from '../../src/store/open-postgres.js';
import { openStore } from '../../src/store/open-store.js';
import { selectRow } from '../../src/store/rows.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { startPostgres } from './support/postgres-server.js';
import { newPostgresDatabase } from './support/shared-postgres.js';
import { tempFolder } from './support/temp-store.js';

const ignore = () => undefined;

const UNREACHABLE = [
  ['a server that is not there', 'postgres://gantry:secret@127.0.0.1:1/gantry', /ECONNREFUSED/],
  ['a host without an address', 'postgres://gantry:secret@nowhere.invalid/gantry', /ENOTFOUND|EAI_AGAIN/],
  ['a folder without a socket', 'postgres://gantry:secret@/gantry?host=/nowhere', /ENOENT/],
] as const;

for (const [name, url, reason] of UNREACHABLE) {
  test(`${name} is refused in one line, without the password`, async () => {
    await assert.rejects(openPostgres(url, ignore), (error: Error) => {
      assert.match(
        error.message,
        /^Expected a PostgreSQL database [^\n]* for DATABASE_URL, but it gives [^\n]+$/,
      );
      assert.match(error.message, reason);
      assert.ok(!error.message.includes('secret'));
      return true;
    });
  });
}

test('a database or a user that is not there is refused by name', async () => {
  const url = await newPostgresDatabase();
  await assert.rejects(
    openPostgres(url.replace(/gantry_\d+/, 'other'), ignore),
    /database "other" does not exist/,
  );
  await assert.rejects(
    openPostgres(url.replace('gantry@', 'nobody@'), ignore),
    /role "nobody" does not exist/,
  );
});

test('commits are durable although the server is set otherwise', async (t) => {
  const server = await startPostgres({ synchronous_commit: 'off' });
  t.after(() => server.stop());
  const database = await openPostgres(await server.newDatabase(), ignore);
  const setting = await selectRow(database.sequelize, 'SHOW synchronous_commit');
  await database.close();
  assert.deepEqual(setting, { synchronous_commit: 'on' });
});

test('a store outlives its server, and says meanwhile that it does not answer', async (t) => {
  const server = await startPostgres();
  t.after(() => server.stop());
  const { path: dataDir } = await tempFolder(t);
  const store = await openStore({ databaseUrl: await server.newDatabase(), dataDir, warn: ignore });
  const save = () => store.captures.save(newCapture([newDetection('AB12')]));
  await save();
  await store.ping();
  await server.crash();
  await assert.rejects(store.ping());
  await assert.rejects(save());
  await server.restart();
  await store.ping();
  await save();
  assert.equal(await store.events.latestId(), 2);
  await store.close();
});
