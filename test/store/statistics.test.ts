import assert from 'node:assert/strict';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempStore, testOnBoth } from './support/temp-store.js';

const MINUTE = 60_000;
const TIMINGS = { decode: 0, localize: 0, rectify: 0, read: 0, decide: 0 };

testOnBoth('captures are summed up by bucket and camera', async (_, folder) => {
  const { captures, cameras, detections, statistics } = await openTempStore(folder);
  await cameras.create({ id: 'k', name: 'K', gantry: null, lane: null, facing: null });
  const save = (at: number, total: number, cameraId: string | null, ...plates: ('accepted' | 'review')[]) =>
    captures.save(
      newCapture(
        plates.map((status, index) => newDetection(`P${index}`, { status })),
        { capturedAt: new Date(at), cameraId, timings: { ...TIMINGS, total } },
      ),
    );
  for (let index = 1; index <= 20; index += 1) await save(MINUTE + index, index * 10, 'k', 'accepted');
  const reviewed = await save(MINUTE, 300, null, 'review', 'accepted');
  await save(2 * MINUTE - 1, 100, null);
  await save(2 * MINUTE, 50.5, null);
  await save(0, 1, 'k');
  await save(3 * MINUTE, 1, 'k');
  // What was for review stays so in the statistics.
  await detections.review(reviewed.detections[0]?.id ?? '', { status: 'confirmed', reviewer: 'Ana' });

  const query = { from: new Date(MINUTE), to: new Date(3 * MINUTE), bucketMs: MINUTE };
  assert.deepEqual(await statistics.buckets(query), [
    {
      start: new Date(MINUTE),
      cameraId: null,
      captures: 2,
      capturesRead: 1,
      detections: 2,
      detectionsForReview: 1,
      latency: { mean: 200, p50: 100, p95: 300, max: 300 },
    },
    {
      start: new Date(MINUTE),
      cameraId: 'k',
      captures: 20,
      capturesRead: 20,
      detections: 20,
      detectionsForReview: 0,
      latency: { mean: 105, p50: 100, p95: 190, max: 200 },
    },
    {
      start: new Date(2 * MINUTE),
      cameraId: null,
      captures: 1,
      capturesRead: 0,
      detections: 0,
      detectionsForReview: 0,
      latency: { mean: 50.5, p50: 50.5, p95: 50.5, max: 50.5 },
    },
  ]);
});

testOnBoth('nothing captured, nothing told', async (_, folder) => {
  const { statistics } = await openTempStore(folder);
  assert.deepEqual(await statistics.buckets({ from: new Date(0), to: new Date(), bucketMs: 1000 }), []);
});
