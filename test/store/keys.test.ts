import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, NotFoundError } from '../../src/errors.js';
import type { KeyStore } from '../../src/store/contracts.js';
import { createKeyStore } from '../../src/store/key-store.js';
import { selectRows } from '../../src/store/rows.js';
import { openTempParts, testOnBoth, type TempFolder } from './support/temp-store.js';

async function openKeys(folder: TempFolder) {
  const { database } = await openTempParts(folder);
  const clock = { now: 1_700_000_000_000 };
  const warn = (message: string, cause: unknown) => assert.fail(`${message}: ${String(cause)}`);
  const keys = createKeyStore({ database, now: () => new Date((clock.now += 1)), warn });
  return { keys, clock, database };
}

/** The last use is noted beside the answer. */
async function lastUse(keys: KeyStore, unlike: Date | null): Promise<Date | null> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [key] = await keys.list();
    if (key?.lastUsedAt?.getTime() !== unlike?.getTime()) return key?.lastUsedAt ?? null;
    await sleep(10);
  }
  return unlike;
}

testOnBoth('a key is known by its secret, which is kept nowhere', async (_, folder) => {
  const { keys, database } = await openKeys(folder);
  assert.equal(await keys.any(), false);
  const { key, secret } = await keys.create({ name: 'lane-1', scope: 'camera' });
  assert.match(secret, /^gantry_[A-Za-z0-9_-]{32}$/);
  assert.deepEqual(await keys.authenticate(secret), key);
  const { name, scope, lastUsedAt, revokedAt } = key;
  assert.deepEqual([name, scope, lastUsedAt, revokedAt], ['lane-1', 'camera', null, null]);
  assert.equal(await keys.any(), true);
  const rows = JSON.stringify(await selectRows(database.sequelize, 'SELECT * FROM api_keys'));
  assert.ok(!rows.includes(secret.slice('gantry_'.length)), rows);
});

testOnBoth('no two secrets are alike', async (_, folder) => {
  const { keys } = await openKeys(folder);
  const secrets = new Set<string>();
  for (let index = 0; index < 20; index += 1) {
    secrets.add((await keys.create({ name: `key ${index}`, scope: 'admin' })).secret);
  }
  assert.equal(secrets.size, 20);
  assert.equal((await keys.list()).length, 20);
});

testOnBoth('another text is no key', async (_, folder) => {
  const { keys } = await openKeys(folder);
  const { secret } = await keys.create({ name: 'lane-1', scope: 'camera' });
  for (const text of ['', secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), 'lane-1']) {
    assert.equal(await keys.authenticate(text), null);
  }
});

testOnBoth('a revoked key is none, on every instance, and its name is free', async (_, folder) => {
  const { keys } = await openKeys(folder);
  const other = await openKeys(folder);
  const { key, secret } = await keys.create({ name: 'lane-1', scope: 'camera' });
  await assert.rejects(keys.create({ name: 'lane-1', scope: 'admin' }), ConflictError);
  const revoked = await keys.revoke('lane-1');
  assert.equal(revoked.id, key.id);
  assert.ok(revoked.revokedAt !== null);
  assert.equal(await keys.authenticate(secret), null);
  assert.equal(await other.keys.authenticate(secret), null);
  assert.equal(await keys.any(), false);
  assert.deepEqual(await keys.revoke(key.id), revoked);

  const next = await keys.create({ name: 'lane-1', scope: 'camera' });
  assert.notEqual(next.secret, secret);
  assert.equal((await keys.revoke('lane-1')).id, next.key.id);
  assert.equal((await keys.list()).length, 2);
  await assert.rejects(keys.revoke('none'), NotFoundError);
});

testOnBoth('the last use is noted, once a minute at most', async (_, folder) => {
  const { keys, clock } = await openKeys(folder);
  const { secret } = await keys.create({ name: 'lane-1', scope: 'camera' });
  await keys.authenticate(secret);
  const first = await lastUse(keys, null);
  assert.ok(first !== null);
  clock.now += 30_000;
  await keys.authenticate(secret);
  await sleep(50);
  assert.deepEqual((await keys.list())[0]?.lastUsedAt, first);
  clock.now += 40_000;
  await keys.authenticate(secret);
  const second = await lastUse(keys, first);
  assert.ok(second !== null && second.getTime() >= first.getTime() + 60_000);
});
