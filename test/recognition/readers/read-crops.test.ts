import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Reading } from '../../../src/recognition/contracts.js';
import type { Reader } from '../../../src/recognition/reader.js';
import { readCrops } from '../../../src/recognition/readers/read-crops.js';
import type { Crop, LineCrop } from '../../../src/recognition/rectify.js';
import { cropOf, readingOf } from '../fixtures/read-crop.js';

interface FakeReader extends Reader {
  readonly asked: LineCrop[];
}

/** Says of each line what the map says, and keeps what it was asked. */
function fakeReader(name: string, says: ReadonlyMap<LineCrop, Reading>): FakeReader {
  const asked: LineCrop[] = [];
  return {
    name,
    asked,
    read: (lines) => {
      asked.push(...lines);
      return Promise.resolve(lines.map((line) => says.get(line) ?? readingOf('', 0, [], name)));
    },
    close: () => Promise.resolve(),
  };
}

/** Reads each crop of one line with the confidence beside it. */
function surely(crops: readonly Crop[], confidences: readonly number[]): FakeReader {
  const says = crops.flatMap(({ lines }, index) =>
    lines.map((line) => [line, readingOf(`TEXT${index}`, confidences[index] ?? 0)] as const),
  );
  return fakeReader('network', new Map(says));
}

const lineOf = (crop: Crop | undefined): LineCrop | undefined => crop?.lines[0];

describe('readCrops', () => {
  test('says nothing without a reader', async () => {
    const crops = [cropOf(), cropOf()];
    assert.deepEqual(
      await readCrops([], crops),
      crops.map((crop) => ({ crop, readings: [] })),
    );
  });

  test('has the only reader read every crop, of a line or not', async () => {
    const crops = [cropOf(), cropOf({ characters: null })];
    const reader = surely(crops, [0.9, 0]);
    const read = await readCrops([reader], crops);
    assert.deepEqual(
      read.map(({ crop, readings }) => [crop, readings.map(({ text }) => text)]),
      [
        [crops[0], ['TEXT0']],
        [crops[1], ['TEXT1']],
      ],
    );
  });

  test('asks the second reader for the four crops that the first is surest of', async () => {
    const crops = [0, 1, 2, 3, 4].map((index) => cropOf({ characters: index === 4 ? null : 7 }));
    const second = fakeReader('tesseract', new Map());
    await readCrops([surely(crops, [0.3, 0.9, 0.2, 0.5, 0.4]), second], crops);
    assert.deepEqual(second.asked, [crops[1], crops[3], crops[4], crops[0]].map(lineOf));
  });

  test('asks the second reader for nothing that the first holds to be no plate', async () => {
    const crops = [cropOf(), cropOf()];
    const second = fakeReader('tesseract', new Map());
    await readCrops([surely(crops, [0.04, 0.05]), second], crops);
    assert.deepEqual(second.asked, [crops[1]].map(lineOf));
  });

  test('puts what the second reader says with its crop, after the first', async () => {
    const crops = [0, 1, 2, 3].map(() => cropOf());
    const says = crops.map(
      ({ lines: [line] }, index) => [line as LineCrop, readingOf(`AGAIN${index}`, 1)] as const,
    );
    const second = fakeReader('tesseract', new Map(says));
    const read = await readCrops([surely(crops, [0.2, 0.6, 0.9, 0.01]), second], crops);
    assert.deepEqual(
      read.map(({ readings }) => readings.map(({ text }) => text)),
      [['TEXT0', 'AGAIN0'], ['TEXT1', 'AGAIN1'], ['TEXT2', 'AGAIN2'], ['TEXT3']],
    );
  });

  test('has both lines of a plate read by each, and joins them', async () => {
    const lines = [cropOf(), cropOf()].flatMap((crop) => crop.lines);
    const [upper, lower] = lines as [LineCrop, LineCrop];
    const crop: Crop = { ...cropOf(), lines };
    const readers = ['network', 'tesseract'].map((name) =>
      fakeReader(
        name,
        new Map([
          [upper, readingOf('ZG', 0.5, [], name)],
          [lower, readingOf('270JB', 0.5, [], name)],
        ]),
      ),
    );
    const [read] = await readCrops(readers, [crop]);
    assert.deepEqual(
      read?.readings.map(({ reader, text, confidence }) => [reader, text, confidence]),
      [
        ['network', 'ZG270JB', 0.25],
        ['tesseract', 'ZG270JB', 0.25],
      ],
    );
  });
});
