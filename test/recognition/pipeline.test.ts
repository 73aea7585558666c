import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { ReaderName, Recognition } from '../../src/recognition/contracts.js';
import { cv } from '../../src/recognition/opencv.js';
import { createPipeline, type Pipeline } from '../../src/recognition/pipeline.js';

const MEDIA = new URL('../../../media/images/', import.meta.url);

const READ: readonly (readonly [file: string, texts: readonly string[]])[] = [
  ['day-rear-croatia.jpg', ['ZG1234AB']],
  ['day-front-italy.jpg', ['AB123CD']],
  ['overcast-front-poland.jpg', ['WA5678K']],
  ['png-rear-italy.png', ['FP640RS']],
  ['tilt-15-spain.jpg', ['5678DFG']],
  ['exif-rotated.jpg', ['EK482ZN']],
  ['two-vehicles.jpg', ['ST4821KP', 'MKA7052']],
  ['no-plate-road.jpg', []],
  ['no-plate-truck-text.jpg', []],
];

const READERS: readonly (readonly ReaderName[])[] = [['network'], ['tesseract'], ['network', 'tesseract']];

for (const readers of READERS) {
  describe(`pipeline with ${readers.join(' and ')}`, () => {
    let pipeline: Pipeline;
    before(async () => {
      pipeline = await createPipeline({ maxImagePixels: 50_000_000, reviewConfidence: 0.9, readers });
    });
    after(() => pipeline.close());
    const recognize = (file: string): Promise<Recognition> =>
      pipeline.recognize(readFileSync(new URL(file, MEDIA)));

    for (const [file, texts] of READ) {
      test(`reads ${texts.join(' and ') || 'no plate'} in ${file}`, async () => {
        const { plates } = await recognize(file);
        assert.deepEqual(
          plates.map(({ text }) => text),
          texts,
        );
        for (const { readings } of plates) {
          const names = readings.map(({ reader }) => reader);
          assert.deepEqual(names, readers.slice(0, names.length));
        }
      });
    }

    test('gives all native memory back', async () => {
      // The networks keep what they need for a picture of the last one's size.
      const round = ['two-vehicles.jpg', 'no-plate-truck-text.jpg', 'day-rear-croatia.jpg'];
      for (const file of round) await recognize(file);
      const first = cv.getMemMetrics();
      for (const file of round) await recognize(file);
      const last = cv.getMemMetrics();
      assert.ok(last.NumAllocations > first.NumAllocations, 'the memory is counted');
      assert.equal(last.TotalAlloc, first.TotalAlloc);
    });
  });
}

describe('pipeline', () => {
  let pipeline: Pipeline;
  before(async () => {
    pipeline = await createPipeline({
      maxImagePixels: 50_000_000,
      reviewConfidence: 0.9,
      readers: ['network'],
    });
  });
  after(() => pipeline.close());
  const recognize = (file: string): Promise<Recognition> =>
    pipeline.recognize(readFileSync(new URL(file, MEDIA)));

  test('says where the plate is, upright and clockwise, with its evidence', async () => {
    const { image, plates } = await recognize('day-rear-croatia.jpg');
    const [plate] = plates;
    assert.ok(plate);
    const { x, y, width, height } = plate.box;
    assert.ok(x > 0 && y > 0 && x + width < image.width && y + height < image.height);
    const [topLeft, topRight, bottomRight, bottomLeft] = plate.corners;
    assert.ok(topLeft[0] < topRight[0] && topRight[1] < bottomRight[1] && bottomLeft[0] < bottomRight[0]);
    const crop = cv.imdecode(Buffer.from(plate.crop), cv.IMREAD_UNCHANGED);
    assert.ok(crop.cols > 2 * crop.rows);
    crop.release();
  });

  test('says why a region is no plate', async () => {
    const { rejections } = await recognize('no-plate-truck-text.jpg');
    assert.ok(rejections.length > 0);
    assert.ok(rejections.every(({ reason }) => reason.length > 0));
  });

  test('times every stage', async () => {
    const { timings } = await recognize('no-plate-road.jpg');
    const { total, ...stages } = timings;
    const sum = Object.values(stages).reduce((all, each) => all + each, 0);
    assert.ok(sum > 0 && sum <= total);
  });
});
