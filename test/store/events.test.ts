import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, Store } from '../../src/store/contracts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { sharedServer } from './support/shared-postgres.js';
import { openTempStore, tempFolder, testOnBoth, type TempFolder } from './support/temp-store.js';

function save({ captures }: Store, ...plates: readonly string[]) {
  return captures.save(newCapture(plates.map((plate) => newDetection(plate))));
}

/** Follows until `count` events came, or for ever. */
function follow(events: EventLog, after: number, count = Infinity) {
  const end = new AbortController();
  const seen: (readonly [id: number, text: string])[] = [];
  const done = (async () => {
    for await (const { id, detection } of events.follow(after, end.signal)) {
      seen.push([id, detection.text]);
      if (seen.length >= count) break;
    }
  })();
  return { seen, done, end: () => end.abort() };
}

/** Instances that share the database. SQLite tells of events in one process, by one store. */
async function openInstances(folder: TempFolder): Promise<readonly [Store, Store]> {
  const first = await openTempStore(folder);
  return [first, folder.dialect === 'sqlite' ? first : await openTempStore(folder)];
}

testOnBoth('a detection is an event, told with all there is of it', async (_, folder) => {
  const store = await openTempStore(folder);
  await store.cameras.create({ id: 'k', name: 'K', gantry: 'north', lane: '2', facing: 'rear' });
  const stored = await store.captures.save(newCapture([newDetection('AB12')], { cameraId: 'k' }));
  const [event, ...others] = await store.events.read(0, 10);
  assert.deepEqual(others, []);
  assert.equal(event?.id, 1);
  assert.deepEqual(event.detection, {
    ...stored.detections[0],
    captureId: stored.id,
    capturedAt: stored.capturedAt,
    receivedAt: stored.receivedAt,
    cameraId: 'k',
    gantry: 'north',
    lane: '2',
    read: { text: 'AB12', status: 'accepted' },
    review: null,
    match: null,
  });
});

testOnBoth('events are numbered without a gap, whatever fails in between', async (_, folder) => {
  const store = await openTempStore(folder);
  await save(store, 'A1', 'A2');
  await assert.rejects(store.captures.save(newCapture([newDetection('A3', { confidence: 2 })])));
  await save(store);
  await save(store, 'A4');
  const events = await store.events.read(0, 10);
  assert.deepEqual(
    events.map(({ id, detection }) => [id, detection.text]),
    [
      [1, 'A1'],
      [2, 'A2'],
      [3, 'A4'],
    ],
  );
  assert.equal(await store.events.latestId(), 3);
  assert.deepEqual(
    (await store.events.read(1, 1)).map(({ id }) => id),
    [2],
  );
});

testOnBoth('who follows sees what is there, then what comes, from either instance', async (_, folder) => {
  const [one, other] = await openInstances(folder);
  await save(one, 'A1');
  await save(one, 'A2');
  const following = follow(other.events, 1, 4);
  await save(one, 'A3');
  await save(other, 'A4', 'A5');
  await following.done;
  assert.deepEqual(following.seen, [
    [2, 'A2'],
    [3, 'A3'],
    [4, 'A4'],
    [5, 'A5'],
  ]);
});

testOnBoth(
  'many savers, many followers that come and go: nothing missed, nothing twice',
  async (_, folder) => {
    const instances = await openInstances(folder);
    const total = 120;
    let next = 0;
    const saver = async (store: Store) => {
      while (next < total) await save(store, `P${next++}`);
    };
    // Each goes away after a few events and comes back with the last id it saw.
    const follower = async (store: Store, patience: number) => {
      const seen: (readonly [number, string])[] = [];
      while (seen.length < total) {
        const some = follow(store.events, seen.at(-1)?.[0] ?? 0, Math.min(patience, total - seen.length));
        await some.done;
        seen.push(...some.seen);
      }
      return seen;
    };
    const followers = [1, 7, 1000].flatMap((patience) => instances.map((store) => follower(store, patience)));
    await Promise.all([...instances, ...instances].map(saver));
    for (const seen of await Promise.all(followers)) {
      assert.deepEqual(
        seen.map(([id]) => id),
        Array.from({ length: total }, (_value, index) => index + 1),
      );
      assert.equal(new Set(seen.map(([, text]) => text)).size, total);
    }
  },
);

testOnBoth('following ends when told, and when the store closes', async (_, folder) => {
  const store = await openTempStore(folder);
  const [told, left] = [follow(store.events, 0), follow(store.events, 0)];
  await save(store, 'A1');
  told.end();
  await told.done;
  await store.close();
  await left.done;
});

testOnBoth('a review is no event, and shows in the one there is', async (_, folder) => {
  const store = await openTempStore(folder);
  const { detections } = await save(store, 'A1');
  await store.detections.review(detections[0]?.id ?? '', { status: 'confirmed', reviewer: 'Ana' });
  const events = await store.events.read(0, 10);
  assert.deepEqual(
    events.map(({ id, detection }) => [id, detection.status]),
    [[1, 'confirmed']],
  );
});

test('who follows goes on after the database dropped every connection', async (t) => {
  const folder = await tempFolder(t, 'postgres');
  const [one, other] = await openInstances(folder);
  await save(one, 'A1');
  const following = follow(other.events, 0, 3);
  while (following.seen.length < 1) await sleep(5);
  const server = await sharedServer();
  await server.dropConnections(folder.options.databaseUrl);
  const patiently = async (plate: string) => {
    for (;;) {
      try {
        return await save(one, plate);
      } catch {
        await sleep(20);
      }
    }
  };
  await patiently('A2');
  await sleep(300);
  await patiently('A3');
  await following.done;
  assert.deepEqual(
    following.seen.map(([, text]) => text),
    ['A1', 'A2', 'A3'],
  );
});
