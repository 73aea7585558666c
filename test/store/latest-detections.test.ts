import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { QueryTypes } from 'sequelize';
import { createCaptureStore } from '../../src/store/capture-store.js';
import type { DetectionStatus } from '../../src/store/contracts.js';
import { latestDetectionsSql } from '../../src/store/latest-detections.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempParts, tempFolder } from './support/temp-store.js';

async function storeWith(
  t: TestContext,
  ...detections: readonly (readonly [string, number, DetectionStatus?])[]
) {
  const store = createCaptureStore(await openTempParts(await tempFolder(t)));
  for (const [text, time, status = 'accepted'] of detections) {
    await store.save(newCapture([newDetection(text, { status })], { capturedAt: new Date(time) }));
  }
  return async (plates: readonly string[], from: number, to: number) => {
    const latest = await store.latestDetections(plates, new Date(from), new Date(to));
    return latest.map(({ plate, capturedAt }) => [plate, capturedAt.getTime()]);
  };
}

const WINDOWS = [
  [1000, 3000, 3000, 'the latest counts, both ends belong to it'],
  [1000, 2999, 2000, 'what is later is not seen'],
  [2000, 2000, 2000, 'an instant is a window'],
  [0, 999, null, 'what is earlier is not seen'],
  [3001, 9000, null, 'nothing since'],
  [3000, 1000, null, 'a window that ends before it begins is empty'],
] as const;

for (const [from, to, latest, name] of WINDOWS) {
  test(`window ${from} to ${to}: ${name}`, async (t) => {
    const ask = await storeWith(t, ['AB12', 2000], ['AB12', 3000], ['AB12', 1000], ['OTHER', 2500]);
    assert.deepEqual(await ask(['AB12'], from, to), latest === null ? [] : [['AB12', latest]]);
  });
}

const STATUSES = [
  ['accepted', 2000],
  ['review', 2000],
  ['confirmed', 2000],
  ['corrected', 2000],
  ['rejected', 1000],
] as const;

for (const [status, latest] of STATUSES) {
  test(`a detection that is ${status} ${latest === 2000 ? 'counts' : 'is passed over'}`, async (t) => {
    const ask = await storeWith(t, ['AB12', 1000], ['AB12', 2000, status]);
    assert.deepEqual(await ask(['AB12'], 0, 5000), [['AB12', latest]]);
  });
}

test('the answer is in the order asked, without what was not seen, each plate once', async (t) => {
  const ask = await storeWith(t, ['AB12', 1000], ['CD34', 2000], ['EF56', 3000]);
  assert.deepEqual(await ask(['EF56', 'NONE', 'AB12', 'EF56'], 0, 5000), [
    ['EF56', 3000],
    ['AB12', 1000],
  ]);
});

test('nothing asked, nothing answered', async (t) => {
  const ask = await storeWith(t, ['AB12', 1000]);
  assert.deepEqual(await ask([], 0, 5000), []);
});

test('a plate of digits stays text, with its zeros', async (t) => {
  const ask = await storeWith(t, ['00123', 1000], ['1E3', 2000]);
  assert.deepEqual(await ask(['123', '00123', '1000', '1E3'], 0, 5000), [
    ['00123', 1000],
    ['1E3', 2000],
  ]);
});

test('plates are compared normalized', async (t) => {
  const ask = await storeWith(t, ['ši-12 a', 1000]);
  assert.deepEqual(await ask(['SI12A'], 0, 5000), [['SI12A', 1000]]);
});

test('a text that looks like SQL is only a text', async (t) => {
  const ask = await storeWith(t, ['AB12', 1000]);
  assert.deepEqual(await ask([`AB12') OR 1=1 --`, '$1', '?', ':x'], 0, 5000), []);
});

test('more plates than a statement takes', async (t) => {
  const ask = await storeWith(t, ['P0', 1000], ['P499', 2000], ['P500', 3000], ['P1234', 4000]);
  const plates = Array.from({ length: 1235 }, (_, index) => `P${index}`);
  assert.deepEqual(
    (await ask(plates, 0, 5000)).map(([plate]) => plate),
    ['P0', 'P499', 'P500', 'P1234'],
  );
});

for (const plateCount of [1, 2, 500]) {
  test(`${plateCount} plates: one search of the index each, no table, no sorting`, async (t) => {
    const { database } = await openTempParts(await tempFolder(t));
    const plan = await database.sequelize.query<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${latestDetectionsSql(plateCount)}`,
      {
        type: QueryTypes.SELECT,
        bind: [0, 1, ...Array.from({ length: plateCount }, (_, index) => `P${index}`)],
      },
    );
    const steps = plan.map(({ detail }) => detail);
    assert.deepEqual(
      steps.filter((step) => step.includes('detections')),
      [
        'SEARCH detections USING COVERING INDEX detections_plate_captured_at (plate=? AND captured_at>? AND captured_at<?)',
      ],
    );
    assert.ok(!steps.some((step) => step.includes('TEMP B-TREE')), steps.join('\n'));
  });
}
