import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Reading } from '../../../src/recognition/contracts.js';
import { decode } from '../../../src/recognition/decode.js';
import { cv, MatScope } from '../../../src/recognition/opencv.js';
import type { Reader } from '../../../src/recognition/reader.js';
import { createNetworkReader } from '../../../src/recognition/readers/network-reader.js';
import type { LineCrop } from '../../../src/recognition/rectify.js';
import { cutRegion } from '../../../src/recognition/rectify/whole-region.js';
import { cornersOf } from '../fixtures/read-crop.js';

const MEDIA = new URL('../../../../media/', import.meta.url);

interface Label {
  readonly file: string;
  readonly plate: string;
  readonly box: readonly number[];
}

const LABELS: readonly Label[] = readFileSync(new URL('labels.csv', MEDIA), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => row.split(','))
  .filter(([, plate]) => plate !== '-')
  .map(([file = '', plate = '', ...box]) => ({ file, plate, box: box.map(Number) }));

/** Where the labels say that a plate is, with and without its rim. */
function cut({ file, box }: Label, mats: MatScope): LineCrop[] {
  const image = mats.own(decode(readFileSync(new URL(`images/${file}`, MEDIA)), 50_000_000));
  const [x = 0, y = 0, width = 0, height = 0] = box;
  const corners = cornersOf({ x, y, width, height });
  return cutRegion(image, { corners, route: 'heat', score: 1, rank: 0, lineConfidence: 1 }).flatMap(
    ({ lines }) =>
      lines.map((line) => {
        mats.own(line.grey);
        return line;
      }),
  );
}

const even = (level: number, mats: MatScope): LineCrop => ({
  corners: cornersOf({ x: 0, y: 0, width: 240, height: 64 }),
  grey: mats.own(new cv.Mat(64, 240, cv.CV_8UC1, level)),
  line: null,
});

describe('the network reader', () => {
  let reader: Reader;
  before(() => {
    reader = createNetworkReader();
  });
  after(() => reader.close());
  const readOne = async (line: LineCrop): Promise<Reading> => {
    const [reading] = await reader.read([line]);
    assert.ok(reading);
    return reading;
  };

  for (const file of ['day-rear-croatia.jpg', 'day-front-italy.jpg', 'overcast-front-poland.jpg']) {
    test(`reads the plate in ${file} and says how sure it is of each character`, async () => {
      const label = LABELS.find((one) => one.file === file);
      assert.ok(label);
      using mats = new MatScope();
      const [line] = cut(label, mats);
      assert.ok(line);
      const { reader: name, text, confidence, candidates, characters = [] } = await readOne(line);
      assert.deepEqual([name, text], ['network', label.plate]);
      assert.ok(confidence > 0.5 && confidence <= 1, `${confidence}`);
      assert.deepEqual(candidates[0], { text, confidence });
      assert.ok(candidates.length <= 5 && candidates.every((one) => one.confidence <= confidence));
      assert.equal(characters.length, text.length);
      assert.ok(characters.every((one) => one > 0.5 && one <= 1 + 1e-9));
    });
  }

  test('reads many lines at once as it reads each by itself', async () => {
    using mats = new MatScope();
    const lines = LABELS.flatMap((label) => cut(label, mats)).slice(0, 20);
    assert.equal(lines.length, 20);
    const together = await reader.read(lines);
    assert.equal(together.length, lines.length);
    for (const [index, line] of lines.entries()) {
      const alone = await readOne(line);
      const among = together[index];
      assert.equal(among?.text, alone.text);
      assert.ok(Math.abs(among.confidence - alone.confidence) < 1e-4);
    }
  });

  test('reads nothing of nothing', async () => {
    assert.deepEqual(await reader.read([]), []);
  });

  test('is sure of no text where there is none', async () => {
    using mats = new MatScope();
    for (const level of [0, 90, 255]) {
      const { confidence, candidates } = await readOne(even(level, mats));
      assert.ok(confidence < 0.25, `${level}: ${confidence}`);
      assert.ok(candidates.every((one) => one.confidence < 0.25));
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
