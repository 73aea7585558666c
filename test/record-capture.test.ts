import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnreadableImageError } from '../src/errors.js';
import { createRecordCapture } from '../src/record-capture.js';
import type { Plate, Recognition } from '../src/recognition/contracts.js';
import type { CaptureStore, NewCapture } from '../src/store/contracts.js';
import { newDetection } from './store/support/new-capture.js';
import { openTempStore, tempFolder } from './store/support/temp-store.js';

const UPLOAD = { bytes: Buffer.from('picture'), mediaType: 'image/png' } as const;

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

function unusedStore(): CaptureStore {
  return {
    save: () => assert.fail('nothing was to be stored'),
    latestDetections: () => assert.fail('nothing was asked'),
  };
}

test('a capture is stored with everything that was recognized, at the time it arrived', async () => {
  let clock = 1000;
  const saved: NewCapture[] = [];
  const given: Uint8Array[] = [];
  const plates = [plate('AB12'), plate('CD34')];
  const stored = { id: 'x', capturedAt: new Date(), receivedAt: new Date(), detections: [] };
  const recordCapture = createRecordCapture({
    recognizer: {
      async recognize(bytes) {
        clock += 5000;
        given.push(bytes);
        return recognition(plates);
      },
    },
    captures: {
      ...unusedStore(),
      async save(capture) {
        saved.push(capture);
        return stored;
      },
    },
    now: () => new Date(clock),
  });
  assert.equal(await recordCapture(UPLOAD), stored);
  assert.deepEqual(given, [UPLOAD.bytes]);
  assert.deepEqual(saved, [
    {
      capturedAt: new Date(1000),
      receivedAt: new Date(1000),
      cameraId: null,
      image: { ...UPLOAD, width: 640, height: 480 },
      engineVersion: 'engine-7',
      timings: recognition([]).timings,
      detections: plates,
    },
  ]);
});

test('what cannot be recognized is not stored', async () => {
  const error = new UnreadableImageError('no picture');
  const recordCapture = createRecordCapture({
    recognizer: { recognize: () => Promise.reject(error) },
    captures: unusedStore(),
    now: () => new Date(),
  });
  await assert.rejects(recordCapture(UPLOAD), error);
});

test('a picture that cannot be stored is not acknowledged', async () => {
  const error = new Error('disk full');
  const recordCapture = createRecordCapture({
    recognizer: { recognize: async () => recognition([]) },
    captures: { ...unusedStore(), save: () => Promise.reject(error) },
    now: () => new Date(),
  });
  await assert.rejects(recordCapture(UPLOAD), error);
});

for (const plates of [[], [plate('AB12'), plate('CD34')]]) {
  test(`a picture with ${plates.length} plates reaches the real store`, async (t) => {
    const { captures } = await openTempStore(await tempFolder(t));
    const recordCapture = createRecordCapture({
      recognizer: { recognize: async () => recognition(plates) },
      captures,
      now: () => new Date(2000),
    });
    const { detections } = await recordCapture(UPLOAD);
    assert.deepEqual(
      detections.map(({ text }) => text),
      plates.map(({ text }) => text),
    );
    const latest = await captures.latestDetections(['AB12', 'CD34'], new Date(2000), new Date(2000));
    assert.equal(latest.length, plates.length);
  });
}
