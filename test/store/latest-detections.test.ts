import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCaptureStore } from '../../src/store/capture-store.js';
import type { DetectionStatus } from '../../src/store/contracts.js';
import type { StoreParts } from '../../src/store/store-parts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempParts, testOnBoth, type TempFolder } from './support/temp-store.js';

interface Given {
  readonly plate: string;
  readonly captured: number;
  /** Default: as soon as it was captured. */
  readonly visible?: number;
  readonly status?: DetectionStatus;
}

/** A store with these detections, and how to ask it. */
async function storeWith(folder: TempFolder, ...given: readonly Given[]) {
  const parts = await openTempParts(folder);
  const store = createCaptureStore(parts);
  for (const { plate, captured, visible = captured, status = 'accepted' } of given) {
    const capture = newCapture([newDetection(plate)], { capturedAt: new Date(captured) });
    const { detections } = await store.save(capture);
    await change(parts, detections[0]?.id ?? '', visible, status);
  }
  return async (plates: readonly string[], from: number) => {
    const latest = await store.latestDetections(plates, new Date(from));
    return latest.map(({ plate, capturedAt }) => [plate, capturedAt.getTime()]);
  };
}

async function change({ database }: StoreParts, id: string, visible: number, status: DetectionStatus) {
  const sql = 'UPDATE detections SET visible_at = $1, status = $2 WHERE id = $3';
  await database.write((transaction) =>
    database.sequelize.query(sql, { bind: [visible, status, id], transaction }),
  );
}

const WINDOWS = [
  [1000, 3000, 'the latest counts'],
  [3000, 3000, 'the start belongs to it'],
  [3001, null, 'what is earlier is not seen'],
] as const;

for (const [from, latest, name] of WINDOWS) {
  testOnBoth(`window from ${from}: ${name}`, async (_, folder) => {
    const ask = await storeWith(
      folder,
      ...[2000, 3000, 1000].map((captured) => ({ plate: 'AB12', captured })),
      { plate: 'OTHER', captured: 5000 },
    );
    assert.deepEqual(await ask(['AB12'], from), latest === null ? [] : [['AB12', latest]]);
  });
}

const LATE = [
  [5000, 1000, 'it became visible at the start of the window: it is found, with the time of its capture'],
  [4999, 1000, 'it became visible within the window'],
  [5001, null, 'it became visible before the window'],
] as const;

for (const [from, latest, name] of LATE) {
  testOnBoth(`captured before the window from ${from}; ${name}`, async (_, folder) => {
    const ask = await storeWith(
      folder,
      { plate: 'AB12', captured: 1000, visible: 5000 },
      { plate: 'AB12', captured: 500, visible: 6000, status: 'rejected' },
    );
    assert.deepEqual(await ask(['AB12'], from), latest === null ? [] : [['AB12', latest]]);
  });
}

testOnBoth('of several that came late the one captured last is told', async (_, folder) => {
  const ask = await storeWith(
    folder,
    { plate: 'AB12', captured: 900, visible: 5000 },
    { plate: 'AB12', captured: 1000, visible: 5001 },
    { plate: 'AB12', captured: 800, visible: 5002 },
  );
  assert.deepEqual(await ask(['AB12'], 4000), [['AB12', 1000]]);
});

testOnBoth('one captured within the window is told before one that came late', async (_, folder) => {
  const ask = await storeWith(
    folder,
    { plate: 'AB12', captured: 4500 },
    { plate: 'AB12', captured: 1000, visible: 5001 },
  );
  assert.deepEqual(await ask(['AB12'], 4000), [['AB12', 4500]]);
});

const STATUSES = [
  ['accepted', 2000],
  ['review', 2000],
  ['confirmed', 2000],
  ['corrected', 2000],
  ['rejected', 1000],
] as const;

for (const [status, latest] of STATUSES) {
  testOnBoth(`one that is ${status} ${latest === 2000 ? 'counts' : 'is passed over'}`, async (_, folder) => {
    const ask = await storeWith(
      folder,
      { plate: 'AB12', captured: 1000 },
      { plate: 'AB12', captured: 2000, status },
    );
    assert.deepEqual(await ask(['AB12'], 0), [['AB12', latest]]);
  });
}

testOnBoth(
  'the answer is in the order asked, without what was not seen, each plate once',
  async (_, folder) => {
    const ask = await storeWith(
      folder,
      { plate: 'AB12', captured: 1000 },
      { plate: 'CD34', captured: 2000 },
      { plate: 'EF56', captured: 3000 },
    );
    assert.deepEqual(await ask(['EF56', 'NONE', 'AB12', 'EF56'], 0), [
      ['EF56', 3000],
      ['AB12', 1000],
    ]);
  },
);

testOnBoth('nothing asked, nothing answered', async (_, folder) => {
  const ask = await storeWith(folder, { plate: 'AB12', captured: 1000 });
  assert.deepEqual(await ask([], 0), []);
});

testOnBoth('a plate of digits stays text, with its zeros', async (_, folder) => {
  const ask = await storeWith(folder, { plate: '00123', captured: 1000 }, { plate: '1E3', captured: 2000 });
  assert.deepEqual(await ask(['123', '00123', '1000', '1E3'], 0), [
    ['00123', 1000],
    ['1E3', 2000],
  ]);
});

testOnBoth('plates are compared normalized', async (_, folder) => {
  const ask = await storeWith(folder, { plate: 'ši-12 a', captured: 1000 });
  assert.deepEqual(await ask(['SI12A'], 0), [['SI12A', 1000]]);
});

testOnBoth('a text that looks like SQL is only a text', async (_, folder) => {
  const ask = await storeWith(folder, { plate: 'AB12', captured: 1000 });
  assert.deepEqual(await ask([`AB12') OR 1=1 --`, '$1', '?', ':x'], 0), []);
});

testOnBoth('more plates than a statement takes', async (_, folder) => {
  const found = ['P0', 'P499', 'P500', 'P1234'];
  const ask = await storeWith(folder, ...found.map((plate, index) => ({ plate, captured: index })));
  const plates = Array.from({ length: 1235 }, (_value, index) => `P${index}`);
  assert.deepEqual(
    (await ask(plates, 0)).map(([plate]) => plate),
    found,
  );
});

testOnBoth(
  'a check waits for what is being stored: from then on none lies between two checks',
  async (_, folder) => {
    const parts = await openTempParts(folder);
    const store = createCaptureStore(parts);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = (): void => undefined;
    const storing = new Promise<void>((resolve) => (entered = resolve));
    // A save that got its instant and takes its time to commit.
    const slow = createCaptureStore({
      ...parts,
      database: {
        ...parts.database,
        async enterCommitOrder(transaction) {
          const instant = await parts.database.enterCommitOrder(transaction);
          entered();
          await held;
          return instant;
        },
      },
    });
    const captured = new Date(Date.now() - 60_000);
    const saving = slow.save(newCapture([newDetection('AB12')], { capturedAt: captured }));
    await storing;
    await sleep(5);
    const firstLook = new Date();
    const first = store.latestDetections(['AB12'], new Date(firstLook.getTime() - 1000));
    const soon = await Promise.race([first, sleep(100, 'waits' as const)]);
    assert.equal(soon, 'waits');
    release();
    await saving;
    assert.deepEqual(await first, [{ plate: 'AB12', capturedAt: captured }]);
    assert.deepEqual(await store.latestDetections(['AB12'], firstLook), []);
  },
);
