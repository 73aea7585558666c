import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tempFolder } from '../../store/support/temp-store.js';
import { startOnStore } from '../../support/app-on-store.js';
import { send } from '../../support/app-under-test.js';
import { uploadOf } from '../../support/written-plates.js';

const PATH = '/api/v1/stats';
const NOW = new Date('2024-06-01T12:30:00Z');

test('figures come per camera and bucket', async (t) => {
  const app = await startOnStore(await tempFolder(t), { now: () => NOW });
  await app.store.cameras.create({ id: 'c1', name: 'One', gantry: null, lane: null, facing: null });
  const captures: readonly (readonly [string, readonly string[], string?])[] = [
    ['2024-06-01T10:05:00Z', ['AB1', 'AB2?'], 'c1'],
    ['2024-06-01T10:06:00Z', [], 'c1'],
    ['2024-06-01T11:59:59.999Z', ['AB3']],
    ['2024-06-01T12:00:00Z', []],
    ['2024-05-01T12:00:00Z', ['OLD1']],
  ];
  for (const [capturedAt, plates, cameraId] of captures) {
    await send(app, '/api/v1/captures', uploadOf(plates, { capturedAt, ...(cameraId ? { cameraId } : {}) }));
  }
  const { status, body } = await send(app, PATH);
  assert.equal(status, 200);
  const latency = { mean: 15.5, p50: 15.5, p95: 15.5, max: 15.5 };
  assert.deepEqual(body, {
    from: '2024-05-31T12:30:00.000Z',
    to: '2024-06-01T12:30:00.000Z',
    bucket: 'hour',
    rows: [
      {
        start: '2024-06-01T10:00:00.000Z',
        cameraId: 'c1',
        captures: 2,
        capturesRead: 1,
        readRate: 0.5,
        detections: 2,
        detectionsForReview: 1,
        reviewShare: 0.5,
        latency,
      },
      {
        start: '2024-06-01T11:00:00.000Z',
        cameraId: null,
        captures: 1,
        capturesRead: 1,
        readRate: 1,
        detections: 1,
        detectionsForReview: 0,
        reviewShare: 0,
        latency,
      },
      {
        start: '2024-06-01T12:00:00.000Z',
        cameraId: null,
        captures: 1,
        capturesRead: 0,
        readRate: 0,
        detections: 0,
        detectionsForReview: 0,
        reviewShare: null,
        latency,
      },
    ],
  });
  const { body: days } = await send(
    app,
    `${PATH}?from=2024-05-01T00:00:00Z&to=2024-06-01T12:00:00Z&bucket=day`,
  );
  assert.deepEqual(
    (days as { rows: { start: string; captures: number }[] }).rows.map((row) => [row.start, row.captures]),
    [
      ['2024-05-01T00:00:00.000Z', 1],
      ['2024-06-01T00:00:00.000Z', 1],
      ['2024-06-01T00:00:00.000Z', 2],
    ],
  );
});

describe('refused is', () => {
  for (const query of [
    'bucket=week',
    'from=2024-06-02T00:00:00Z&to=2024-06-01T00:00:00Z',
    'from=2024-06-01T00:00:00Z&to=2024-06-01T00:00:00Z',
    'from=1990-01-01T00:00:00Z&bucket=minute',
    'since=2024-06-01T00:00:00Z',
  ]) {
    test(query, async (t) => {
      const app = await startOnStore(await tempFolder(t), { now: () => NOW });
      const { status, body } = await send(app, `${PATH}?${query}`);
      assert.equal(status, 400);
      assert.equal((body as { type: string }).type, 'urn:gantry:problem:invalid-request');
    });
  }
});
