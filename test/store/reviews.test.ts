import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { BadRequestError, NotFoundError } from '../../src/errors.js';
import type { NewReview, Store } from '../../src/store/contracts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempStore, testOnBoth } from './support/temp-store.js';

async function storeOne(store: Store): Promise<string> {
  const { detections } = await store.captures.save(newCapture([newDetection('AB12', { status: 'review' })]));
  return detections[0]?.id ?? assert.fail();
}

async function found(store: Store, plate: string, from: Date): Promise<boolean> {
  return (await store.captures.latestDetections([plate], from)).length > 0;
}

testOnBoth('a review keeps what was read, and says who and when', async (_, folder) => {
  const store = await openTempStore(folder);
  const id = await storeOne(store);
  const before = Date.now();
  const reviewed = await store.detections.review(id, { status: 'corrected', text: 'ab-13', reviewer: 'Ana' });
  assert.deepEqual(await store.detections.get(id), reviewed);
  const { text, status, read, review, confidence, candidates } = reviewed;
  assert.deepEqual([text, status, read], ['AB13', 'corrected', { text: 'AB12', status: 'review' }]);
  assert.deepEqual([confidence, candidates.length], [0.75, 2]);
  const { reviewedAt, ...said } = review ?? assert.fail();
  assert.deepEqual(said, { status: 'corrected', text: 'AB13', reviewer: 'Ana' });
  assert.ok(reviewedAt.getTime() >= before && reviewedAt.getTime() <= Date.now());
});

testOnBoth('of several reviews the latest counts, and all are kept', async (_, folder) => {
  const store = await openTempStore(folder);
  const id = await storeOne(store);
  const given: readonly NewReview[] = [
    { status: 'rejected', reviewer: 'Ana' },
    { status: 'corrected', text: 'AB13', reviewer: 'Ivo' },
    { status: 'confirmed', reviewer: 'Ana' },
  ];
  for (const review of given) await store.detections.review(id, review);
  const now = await store.detections.get(id);
  assert.deepEqual([now?.text, now?.status, now?.review?.reviewer], ['AB12', 'confirmed', 'Ana']);
  const reviews = await store.detections.reviews(id);
  assert.deepEqual(
    reviews.map(({ status, text, reviewer }) => ({ status, ...(text === null ? {} : { text }), reviewer })),
    given,
  );
});

testOnBoth('reviews at once are all kept, from two instances', async (_, folder) => {
  const stores = await Promise.all([openTempStore(folder), openTempStore(folder)]);
  const id = await storeOne(stores[0]);
  const reviewers = Array.from({ length: 8 }, (_value, index) => `reviewer ${index}`);
  await Promise.all(
    reviewers.map((reviewer, index) =>
      (stores[index % 2] ?? assert.fail()).detections.review(id, { status: 'confirmed', reviewer }),
    ),
  );
  const reviews = await stores[0].detections.reviews(id);
  assert.deepEqual(reviews.map(({ reviewer }) => reviewer).sort(), reviewers);
});

testOnBoth('checks, search and lists go by the corrected text', async (_, folder) => {
  const store = await openTempStore(folder);
  const id = await storeOne(store);
  await store.detections.review(id, { status: 'corrected', text: 'XY99', reviewer: 'Ana' });
  const ever = new Date(0);
  assert.deepEqual([await found(store, 'AB12', ever), await found(store, 'XY99', ever)], [false, true]);
  for (const [text, count] of [
    ['AB12', 0],
    ['XY9', 1],
  ] as const) {
    const page = { limit: 9, cursor: null };
    const { detections } = await store.detections.list({ plate: { text, match: 'similar' } }, page);
    assert.equal(detections.length, count, text);
  }
});

testOnBoth(
  'a plate that checks did not see before is new to who asks since the last look',
  async (_, folder) => {
    const store = await openTempStore(folder);
    const id = await storeOne(store);
    const step = async (review: NewReview) => {
      await sleep(5);
      const lastLook = new Date();
      await sleep(5);
      await store.detections.review(id, review);
      return [await found(store, 'AB12', lastLook), await found(store, 'AB13', lastLook)];
    };
    const reviewer = 'Ana';
    assert.deepEqual(await step({ status: 'confirmed', reviewer }), [false, false]);
    assert.deepEqual(await step({ status: 'corrected', text: 'AB13', reviewer }), [false, true]);
    assert.deepEqual(await step({ status: 'corrected', text: 'AB13', reviewer }), [false, false]);
    assert.deepEqual(await step({ status: 'rejected', reviewer }), [false, false]);
    assert.deepEqual(await step({ status: 'confirmed', reviewer }), [true, false]);
  },
);

testOnBoth('a review that cannot be is refused, and changes nothing', async (_, folder) => {
  const store = await openTempStore(folder);
  const id = await storeOne(store);
  const reviewer = 'Ana';
  for (const review of [
    { status: 'corrected', reviewer },
    { status: 'corrected', text: ' - ', reviewer },
    { status: 'confirmed', text: 'AB13', reviewer },
  ] as const) {
    await assert.rejects(store.detections.review(id, review), BadRequestError);
  }
  await assert.rejects(store.detections.review('none', { status: 'confirmed', reviewer }), NotFoundError);
  assert.deepEqual(await store.detections.reviews(id), []);
  assert.equal((await store.detections.get(id))?.review, null);
});
