import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { createCaptureStore } from '../../src/store/capture-store.js';
import type { NewCapture } from '../../src/store/contracts.js';
import type { StoreParts } from '../../src/store/store-parts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import {
  evidenceFiles,
  openTempParts,
  openTempStore,
  pendingIds,
  tempFolder,
  testOnBoth,
} from './support/temp-store.js';

const EVER = new Date(0);

async function rowCounts({ models }: StoreParts): Promise<readonly number[]> {
  return Promise.all([models.captures.count(), models.detections.count()]);
}

testOnBoth('a capture is stored whole: rows, picture, crops', async (_, folder) => {
  const parts = await openTempParts(folder);
  const capture = newCapture(
    [newDetection('AB12'), newDetection('CD34', { country: null, status: 'review' })],
    {
      capturedAt: new Date('1999-12-31T23:59:59.001Z'),
    },
  );
  const before = Date.now();
  const stored = await createCaptureStore(parts).save(capture);

  const row = (await parts.models.captures.findByPk(stored.id))?.get();
  const { imagePath, ...rest } = row ?? assert.fail('no row');
  assert.deepEqual(rest, {
    id: stored.id,
    cameraId: null,
    capturedAt: capture.capturedAt,
    receivedAt: capture.receivedAt,
    imageMediaType: 'image/jpeg',
    imageSha256: createHash('sha256').update('picture').digest('hex'),
    imageBytes: 7,
    imageWidth: 1920,
    imageHeight: 1080,
    engineVersion: 'test-1',
    timings: capture.timings,
    rejections: capture.rejections,
    recognitionMs: capture.timings.total,
    plateCount: 2,
    reviewCount: 1,
  });
  assert.equal(imagePath, `evidence/2024/02/29/${stored.id}/picture.jpg`);
  assert.equal(await readFile(path.join(folder.path, imagePath), 'utf8'), 'picture');

  const rows = await parts.models.detections.findAll({ order: ['position'] });
  for (const [index, detection] of capture.detections.entries()) {
    const { crop, country, ...values } = detection;
    const { cropPath, visibleAt, ...found } = rows[index]?.get() ?? assert.fail('no row');
    assert.ok(visibleAt.getTime() >= before && visibleAt.getTime() <= Date.now(), String(visibleAt));
    assert.deepEqual(found, {
      id: stored.detections[index]?.id,
      captureId: stored.id,
      position: index,
      capturedAt: capture.capturedAt,
      plate: detection.text,
      engineVersion: 'test-1',
      countryCode: country?.code ?? null,
      countryConfidence: country?.confidence ?? null,
      cameraId: null,
      eventId: index + 1,
      readStatus: detection.status,
      correctedText: null,
      reviewCount: 0,
      ...values,
    });
    assert.deepEqual(await readFile(path.join(folder.path, cropPath)), crop);
  }
  assert.equal(rows.length, 2);
  assert.deepEqual(await pendingIds(folder.path), []);
});

testOnBoth('the answer repeats what was stored, in the order given', async (_, folder) => {
  const { captures } = await openTempStore(folder);
  const capture = newCapture([newDetection('CD34'), newDetection('AB12')]);
  const stored = await captures.save(capture);
  const { id, detections, ...rest } = stored;
  assert.deepEqual(rest, {
    cameraId: null,
    capturedAt: capture.capturedAt,
    receivedAt: capture.receivedAt,
    image: {
      mediaType: 'image/jpeg',
      width: 1920,
      height: 1080,
      bytes: 7,
      sha256: createHash('sha256').update('picture').digest('hex'),
    },
    engineVersion: 'test-1',
    timings: capture.timings,
    rejections: capture.rejections,
  });
  assert.deepEqual(
    detections.map(({ id: _id, ...read }) => read),
    capture.detections.map(({ crop: _crop, ...read }) => read),
  );
  assert.deepEqual(await captures.get(id), stored);
});

testOnBoth('the same plate twice in one instant is two rows', async (_, folder) => {
  const parts = await openTempParts(folder);
  const store = createCaptureStore(parts);
  await store.save(newCapture([newDetection('AB12'), newDetection('AB12')]));
  await store.save(newCapture([newDetection('AB12')]));
  assert.deepEqual(await rowCounts(parts), [2, 3]);
});

testOnBoth('a capture without a plate is kept with its picture', async (_, folder) => {
  const parts = await openTempParts(folder);
  const { id } = await createCaptureStore(parts).save(newCapture([]));
  assert.deepEqual(await rowCounts(parts), [1, 0]);
  assert.deepEqual(await evidenceFiles(folder.path), [`evidence/2024/02/29/${id}/picture.jpg`]);
});

testOnBoth(
  'a saved detection is seen by every later query, on this and on another connection',
  async (_, folder) => {
    const writer = await openTempStore(folder);
    const reader = await openTempStore(folder);
    for (let index = 0; index < 20; index += 1) {
      await writer.captures.save(newCapture([newDetection(`P${index}`)]));
      for (const { captures } of [writer, reader]) {
        assert.equal((await captures.latestDetections([`P${index}`], EVER)).length, 1);
      }
    }
  },
);

testOnBoth('files are in place before the rows are written', async (_, folder) => {
  const parts = await openTempParts(folder);
  let before: readonly string[] = [];
  const write: typeof parts.database.write = async (work) => {
    before = await evidenceFiles(folder.path);
    return parts.database.write(work);
  };
  const store = createCaptureStore({ ...parts, database: { ...parts.database, write } });
  const { id } = await store.save(newCapture([newDetection('AB12')]));
  assert.deepEqual(before, [`evidence/2024/02/29/${id}/crop-1.png`, `evidence/2024/02/29/${id}/picture.jpg`]);
});

const REFUSED: Readonly<Record<string, NewCapture>> = {
  'the last detection is refused': newCapture([
    newDetection('AB12'),
    newDetection('CD34', { confidence: 2 }),
  ]),
  'the camera is not there': newCapture([newDetection('AB12')], { cameraId: 'nowhere' }),
  'the camera gives no time': newCapture([newDetection('AB12')], { capturedAt: new Date(NaN) }),
  'the service gives no time': newCapture([newDetection('AB12')], { receivedAt: new Date(NaN) }),
};

for (const [name, capture] of Object.entries(REFUSED)) {
  testOnBoth(`when ${name} neither rows nor files stay`, async (_, folder) => {
    const parts = await openTempParts(folder);
    const store = createCaptureStore(parts);
    await assert.rejects(store.save(capture));
    assert.deepEqual(await rowCounts(parts), [0, 0]);
    assert.deepEqual([await evidenceFiles(folder.path), await pendingIds(folder.path)], [[], []]);
    await store.save(newCapture([newDetection('AB12')]));
    assert.deepEqual(await rowCounts(parts), [1, 1]);
  });
}

test('when the database is full neither rows nor files stay, and what was stored stays', async (t) => {
  const folder = await tempFolder(t);
  const parts = await openTempParts(folder);
  const store = createCaptureStore(parts);
  const { id } = await store.save(newCapture([newDetection('AB12')]));
  const limit = (pages: number) =>
    parts.database.write((transaction) =>
      parts.database.sequelize.query(`PRAGMA max_page_count = ${pages}`, { transaction }),
    );
  await limit(1); // SQLite takes the present size for less than that
  const many = newCapture(Array.from({ length: 100 }, (_, index) => newDetection(`P${index}`)));
  await assert.rejects(store.save(many), /SQLITE_FULL/);
  assert.deepEqual(await rowCounts(parts), [1, 1]);
  assert.equal((await evidenceFiles(folder.path)).filter((file) => !file.includes(id)).length, 0);
  assert.deepEqual(await pendingIds(folder.path), []);
  await limit(1_000_000);
  await store.save(many);
  assert.deepEqual(await rowCounts(parts), [2, 101]);
});

testOnBoth('a commit whose failure is only reported counts as stored', async (_, folder) => {
  const parts = await openTempParts(folder);
  let failures = 1;
  const write: typeof parts.database.write = async (work) => {
    const result = await parts.database.write(work);
    if (failures-- > 0) throw new Error('the connection was lost');
    return result;
  };
  const store = createCaptureStore({ ...parts, database: { ...parts.database, write } });
  const stored = await store.save(newCapture([newDetection('AB12')]));
  assert.deepEqual(await rowCounts(parts), [1, 1]);
  assert.equal((await evidenceFiles(folder.path)).filter((file) => file.includes(stored.id)).length, 2);
  assert.deepEqual(await pendingIds(folder.path), []);
});

testOnBoth('evidence that was swept away meanwhile is not claimed', async (_, folder) => {
  const parts = await openTempParts(folder);
  const write: typeof parts.database.write = async (work) => {
    for (const id of await pendingIds(folder.path)) await parts.evidence.remove(id);
    return parts.database.write(work);
  };
  const store = createCaptureStore({ ...parts, database: { ...parts.database, write } });
  await assert.rejects(store.save(newCapture([newDetection('AB12')])), { code: 'ENOENT' });
  assert.deepEqual(await rowCounts(parts), [0, 0]);
});
