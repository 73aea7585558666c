import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CapturedInFutureError,
  IdempotencyKeyReusedError,
  UnknownCameraError,
  UnreadableImageError,
} from '../src/errors.js';
import { createMetrics } from '../src/metrics.js';
import { createRecordCapture, type RecordCaptureParts } from '../src/record-capture.js';
import type { Plate, Recognition } from '../src/recognition/contracts.js';
import type { Idempotency, NewCapture } from '../src/store/contracts.js';
import { newDetection } from './store/support/new-capture.js';
import { openTempStore, tempFolder } from './store/support/temp-store.js';
import { captureOf } from './support/app-under-test.js';
import { emptyStore } from './support/empty-store.js';
import { jpegWithExif } from './support/exif.js';

const UPLOAD = { bytes: Buffer.from('picture'), mediaType: 'image/png' } as const;
const NOW = new Date('2024-06-01T12:00:00Z');

function plate(text: string): Plate {
  return { ...newDetection(text), status: 'review' };
}

function recognition(plates: readonly Plate[]): Recognition {
  return {
    image: { width: 640, height: 480 },
    plates,
    rejections: [{ stage: 'read', reason: 'too few characters', box: { x: 0, y: 0, width: 9, height: 9 } }],
    timings: { decode: 1, localize: 2, rectify: 3, read: 4, decide: 5, total: 15 },
    engineVersion: 'engine-7',
  };
}

/** The function with stand-ins that keep what they were given. */
function recorder(changes: Partial<RecordCaptureParts> = {}) {
  const saved: NewCapture[] = [];
  const given: Uint8Array[] = [];
  const recordCapture = createRecordCapture({
    recognizer: {
      async recognize(bytes) {
        given.push(bytes);
        return recognition([]);
      },
    },
    captures: {
      replay: async () => null,
      async save(capture) {
        saved.push(capture);
        return captureOf();
      },
    },
    cameras: emptyStore().cameras,
    now: () => NOW,
    timeZone: 'Europe/Zagreb',
    metrics: createMetrics(),
    ...changes,
  });
  return { recordCapture, saved, given };
}

test('a capture is stored with everything that was recognized', async () => {
  let clock = 1000;
  const plates = [plate('AB12'), plate('CD34')];
  const { recordCapture, saved } = recorder({
    recognizer: {
      async recognize(bytes) {
        assert.equal(bytes, UPLOAD.bytes);
        clock += 5000;
        return recognition(plates);
      },
    },
    now: () => new Date(clock),
  });
  await recordCapture(UPLOAD);
  assert.deepEqual(saved, [
    {
      capturedAt: new Date(1000),
      receivedAt: new Date(1000),
      cameraId: null,
      image: { ...UPLOAD, width: 640, height: 480 },
      engineVersion: 'engine-7',
      timings: recognition([]).timings,
      detections: plates,
      rejections: recognition([]).rejections,
      idempotency: null,
    },
  ]);
});

describe('the time of a capture is', () => {
  const withTime = (time: string) => ({ ...UPLOAD, bytes: jpegWithExif({ time }) });
  const capturedAt = new Date('2024-05-31T08:00:00Z');
  const cases = [
    ['the one given', { ...withTime('2024:05:01 10:00:00'), capturedAt }, '2024-05-31T08:00:00.000Z'],
    ['the one in the picture', withTime('2024:05:01 10:00:00'), '2024-05-01T08:00:00.000Z'],
    ['that of the arrival', UPLOAD, NOW.toISOString()],
    [
      'that of the arrival where the picture is from the future',
      withTime('2024:06:01 14:01:01'),
      NOW.toISOString(),
    ],
    ['the one in the picture, a little ahead', withTime('2024:06:01 14:01:00'), '2024-06-01T12:01:00.000Z'],
    [
      'that of the arrival where the camera has lost its clock',
      withTime('1904:01:01 00:00:00'),
      NOW.toISOString(),
    ],
    [
      'a given one a little ahead',
      { ...UPLOAD, capturedAt: new Date('2024-06-01T12:01:00Z') },
      '2024-06-01T12:01:00.000Z',
    ],
  ] as const;
  for (const [name, upload, instant] of cases) {
    test(name, async () => {
      const { recordCapture, saved } = recorder();
      await recordCapture(upload);
      assert.equal(saved[0]?.capturedAt.toISOString(), instant);
      assert.deepEqual(saved[0].receivedAt, NOW);
    });
  }

  test('not one given that lies ahead by more than clocks differ', async () => {
    const { recordCapture, given } = recorder();
    const upload = { ...UPLOAD, capturedAt: new Date('2024-06-01T12:01:00.001Z') };
    await assert.rejects(recordCapture(upload), CapturedInFutureError);
    assert.deepEqual(given, [], 'no recognition was spent on it');
  });
});

describe('an idempotency key', () => {
  const idempotency = { client: 'lane-1', key: 'k-1' };
  const fingerprintOf = async (upload: Parameters<ReturnType<typeof recorder>['recordCapture']>[0]) => {
    const asked: Idempotency[] = [];
    const { recordCapture, saved } = recorder();
    await recordCapture(upload);
    asked.push(saved[0]?.idempotency ?? assert.fail('none was stored'));
    assert.deepEqual({ client: asked[0]?.client, key: asked[0]?.key }, upload.idempotency);
    return asked[0]?.fingerprint;
  };

  test('stands for everything that the sender decides about', async () => {
    const upload = { ...UPLOAD, idempotency };
    const cameras = { get: async () => ({ id: 'c', name: 'c', gantry: null, lane: null, facing: null }) };
    const first = await fingerprintOf(upload);
    assert.equal(await fingerprintOf({ ...upload }), first);
    assert.notEqual(await fingerprintOf({ ...upload, bytes: Buffer.from('other') }), first);
    assert.notEqual(await fingerprintOf({ ...upload, capturedAt: new Date(0) }), first);
    const { recordCapture, saved } = recorder({ cameras });
    await recordCapture({ ...upload, cameraId: 'c' });
    assert.notEqual(saved[0]?.idempotency?.fingerprint, first);
  });

  test('seen before gives the first answer, and costs no recognition', async () => {
    const first = captureOf({});
    const { recordCapture, given, saved } = recorder({
      captures: { replay: async () => first, save: () => assert.fail('stored twice') },
    });
    // Even where the request would not be taken any more.
    assert.equal(await recordCapture({ ...UPLOAD, idempotency, cameraId: 'gone' }), first);
    assert.deepEqual([given, saved], [[], []]);
  });

  test('used for another upload is refused before the recognition', async () => {
    const error = new IdempotencyKeyReusedError('used');
    const { recordCapture, given } = recorder({
      captures: { replay: () => Promise.reject(error), save: () => assert.fail('stored') },
    });
    await assert.rejects(recordCapture({ ...UPLOAD, idempotency }), error);
    assert.deepEqual(given, []);
  });
});

test('a camera that is not known is refused before the recognition', async () => {
  const { recordCapture, given } = recorder();
  await assert.rejects(recordCapture({ ...UPLOAD, cameraId: 'lane-9' }), UnknownCameraError);
  assert.deepEqual(given, []);
});

test('what cannot be recognized is not stored', async () => {
  const error = new UnreadableImageError('no picture');
  const { recordCapture, saved } = recorder({ recognizer: { recognize: () => Promise.reject(error) } });
  await assert.rejects(recordCapture(UPLOAD), error);
  assert.deepEqual(saved, []);
});

test('a picture that cannot be stored is not acknowledged', async () => {
  const error = new Error('disk full');
  const { recordCapture } = recorder({
    captures: { replay: async () => null, save: () => Promise.reject(error) },
  });
  await assert.rejects(recordCapture(UPLOAD), error);
});

for (const plates of [[], [plate('AB12'), plate('CD34')]]) {
  test(`a picture with ${plates.length} plates reaches the real store`, async (t) => {
    const { captures, cameras } = await openTempStore(await tempFolder(t));
    const { recordCapture } = recorder({
      recognizer: { recognize: async () => recognition(plates) },
      captures,
      cameras,
    });
    const { detections } = await recordCapture(UPLOAD);
    assert.deepEqual(
      detections.map(({ text }) => text),
      plates.map(({ text }) => text),
    );
    const latest = await captures.latestDetections(['AB12', 'CD34'], NOW);
    assert.equal(latest.length, plates.length);
  });
}
