import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { decode } from '../../../src/recognition/decode.js';
import { cv, MatScope } from '../../../src/recognition/opencv.js';
import type { Reader } from '../../../src/recognition/reader.js';
import { createTesseractReader } from '../../../src/recognition/readers/tesseract-reader.js';
import { cutAlongLines } from '../../../src/recognition/rectify/along-lines.js';
import { matsOf } from '../../../src/recognition/rectify/crop.js';
import type { LineCrop } from '../../../src/recognition/rectify.js';
import { cornersOf } from '../fixtures/read-crop.js';

const MEDIA = new URL('../../../../media/', import.meta.url);
const LABELS = readFileSync(new URL('labels.csv', MEDIA), 'utf8').trim().split(/\r?\n/).slice(1);
const PLATES = new Map([
  ['day-rear-croatia.jpg', 'ZG1234AB'],
  ['day-front-italy.jpg', 'AB123CD'],
  ['overcast-front-poland.jpg', 'WA5678K'],
]);

/** The line that is found where the labels say that a plate is. */
function lineOf(file: string, mats: MatScope): LineCrop {
  const [, , x = 0, y = 0, width = 0, height = 0] = (LABELS.find((row) => row.startsWith(`${file},`)) ?? '')
    .split(',')
    .map(Number);
  const image = mats.own(decode(readFileSync(new URL(`images/${file}`, MEDIA)), 50_000_000));
  const corners = cornersOf({ x, y, width, height });
  const crop = cutAlongLines(image, { corners, route: 'heat', score: 1, rank: 0, lineConfidence: 1 });
  assert.ok(crop);
  for (const mat of matsOf(crop)) mats.own(mat);
  const [line] = crop.lines;
  assert.ok(line?.line);
  return line;
}

const even = (level: number, mats: MatScope): LineCrop => ({
  corners: cornersOf({ x: 0, y: 0, width: 240, height: 64 }),
  grey: mats.own(new cv.Mat(64, 240, cv.CV_8UC1, level)),
  line: null,
});

describe('the Tesseract reader', () => {
  let reader: Reader;
  before(async () => {
    reader = await createTesseractReader();
  });
  after(() => reader.close());

  test('reads plates in the order in which they are given, and says how sure it is', async () => {
    using mats = new MatScope();
    const lines = [...PLATES.keys()].map((file) => lineOf(file, mats));
    const readings = await reader.read(lines);
    assert.deepEqual(
      readings.map(({ text }) => text),
      [...PLATES.values()],
    );
    for (const { reader: name, text, confidence, candidates } of readings) {
      assert.equal(name, 'tesseract');
      assert.ok(confidence > 0.5 && confidence <= 1, `${text}: ${confidence}`);
      assert.deepEqual(candidates[0], { text, confidence });
      assert.ok(candidates.length <= 5 && candidates.every((one) => one.confidence <= confidence));
    }
  });

  for (const [file, plate] of PLATES) {
    test(`reads the plate in ${file} with its colours turned round, and without a line`, async () => {
      using mats = new MatScope();
      const found = lineOf(file, mats);
      assert.ok(found.line);
      const negative = mats.own(found.grey.bitwiseNot());
      const turned: LineCrop = { ...found, grey: negative, line: { ...found.line, polarity: 'light' } };
      const readings = await reader.read([turned, { ...found, line: null }]);
      assert.deepEqual(
        readings.map(({ text }) => text),
        [plate, plate],
      );
    });
  }

  test('names other texts where it is in doubt', async () => {
    using mats = new MatScope();
    const { grey, ...line } = lineOf('day-front-italy.jpg', mats);
    const small = mats.own(grey.resize(9, Math.round((9 * grey.cols) / grey.rows), 0, 0, cv.INTER_AREA));
    const blurred = mats.own(small.resize(grey.rows, grey.cols, 0, 0, cv.INTER_LINEAR));
    const [reading] = await reader.read([{ ...line, grey: blurred }]);
    assert.ok(reading && reading.confidence < 0.9, `${reading?.text}: ${reading?.confidence}`);
    assert.ok(reading.candidates.length > 1);
  });

  test('reads nothing of nothing', async () => {
    assert.deepEqual(await reader.read([]), []);
  });

  test('is sure of no text where there is none', async () => {
    using mats = new MatScope();
    for (const { text, confidence } of await reader.read([0, 90, 255].map((level) => even(level, mats)))) {
      assert.ok(confidence < 0.3, `${text}: ${confidence}`);
    }
  });

  test('gives all native memory back', async () => {
    using mats = new MatScope();
    const lines = [even(90, mats), even(120, mats)];
    await reader.read(lines);
    const first = cv.getMemMetrics();
    await reader.read(lines);
    const last = cv.getMemMetrics();
    assert.ok(last.NumAllocations > first.NumAllocations, 'the memory is counted');
    assert.equal(last.TotalAlloc, first.TotalAlloc);
  });
});
