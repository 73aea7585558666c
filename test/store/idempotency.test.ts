import assert from 'node:assert/strict';
import { IdempotencyKeyReusedError } from '../../src/errors.js';
import type { Idempotency, Store } from '../../src/store/contracts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { evidenceFiles, openTempStore, pendingIds, testOnBoth } from './support/temp-store.js';

const KEY: Idempotency = { client: 'lane-1', key: 'a', fingerprint: 'picture' };

function save({ captures }: Store, idempotency: Idempotency = KEY, plate = 'AB12') {
  return captures.save(newCapture([newDetection(plate)], { idempotency }));
}

testOnBoth('the same key again gives the first capture, and stores nothing', async (_, folder) => {
  const store = await openTempStore(folder);
  assert.equal(await store.captures.replay(KEY), null);
  const first = await save(store);
  assert.deepEqual(await store.captures.replay(KEY), first);
  assert.deepEqual(await save(store), first);
  assert.equal((await evidenceFiles(folder.path)).length, 2);
  assert.deepEqual(await pendingIds(folder.path), []);
  assert.equal(await store.events.latestId(), 1);
});

testOnBoth('the answer stays the first one after a review', async (_, folder) => {
  const store = await openTempStore(folder);
  const first = await save(store);
  const id = first.detections[0]?.id ?? '';
  await store.detections.review(id, { status: 'corrected', text: 'XY99', reviewer: 'Ana' });
  assert.deepEqual(await store.captures.replay(KEY), first);
  const now = await store.captures.get(first.id);
  assert.deepEqual([now?.detections[0]?.text, now?.detections[0]?.status], ['XY99', 'corrected']);
});

testOnBoth('a key with another fingerprint is refused, before and at the save', async (_, folder) => {
  const store = await openTempStore(folder);
  await save(store);
  const other = { ...KEY, fingerprint: 'another' };
  await assert.rejects(store.captures.replay(other), IdempotencyKeyReusedError);
  await assert.rejects(save(store, other), IdempotencyKeyReusedError);
  assert.equal((await evidenceFiles(folder.path)).length, 2);
});

testOnBoth('a key of another client is another key', async (_, folder) => {
  const store = await openTempStore(folder);
  const [first, other] = [await save(store), await save(store, { ...KEY, client: 'lane-2' })];
  assert.notEqual(first.id, other.id);
});

testOnBoth('the same key at once, from two instances: one capture, one answer', async (_, folder) => {
  const instances = await Promise.all([openTempStore(folder), openTempStore(folder)]);
  for (let round = 0; round < 5; round += 1) {
    const idempotency = { ...KEY, key: `round ${round}` };
    const saves = Array.from({ length: 8 }, (_value, index) => instances[index % 2] ?? assert.fail());
    const answers = await Promise.all(saves.map((store) => save(store, idempotency)));
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
  }
  assert.equal((await evidenceFiles(folder.path)).length, 5 * 2);
  assert.deepEqual(await pendingIds(folder.path), []);
  assert.equal(await instances[0].events.latestId(), 5);
});

testOnBoth('of two pictures under one key at once one is stored, the other refused', async (_, folder) => {
  const instances = await Promise.all([openTempStore(folder), openTempStore(folder)]);
  const ends = await Promise.allSettled(
    instances.map((store, index) => save(store, { ...KEY, fingerprint: `picture ${index}` }, `P${index}`)),
  );
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
  assert.equal(reasons.length, 1);
  assert.ok(reasons[0] instanceof IdempotencyKeyReusedError);
  assert.equal((await evidenceFiles(folder.path)).length, 2);
});

testOnBoth('a save that fails leaves its key free', async (_, folder) => {
  const store = await openTempStore(folder);
  const capture = newCapture([newDetection('AB12', { confidence: 2 })], { idempotency: KEY });
  await assert.rejects(store.captures.save(capture));
  assert.equal(await store.captures.replay(KEY), null);
  await save(store);
});
