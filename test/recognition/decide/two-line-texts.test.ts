import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutLinesOfTwo } from '../../../src/recognition/decide/two-line-texts.js';
import type { ReadCrop } from '../../../src/recognition/readers/read-crops.js';
import { cropOf, readCrop, readingOf } from '../fixtures/read-crop.js';

function readAlongTwo(text: string, confidence: number): ReadCrop {
  const lines = [cropOf(), cropOf()].flatMap((crop) => crop.lines);
  return { crop: { ...cropOf(), lines }, readings: [readingOf(text, confidence)] };
}

describe('withoutLinesOfTwo', () => {
  const texts = ['ZG27OJB', 'ZG270JB', '270JB', '27OJB', 'A270JB'].map((text) => ({ text }));
  const left = (...place: ReadCrop[]): string[] => withoutLinesOfTwo(texts, place, 9).map(({ text }) => text);

  test('leaves out the parts of what a crop along two lines shows, O being like 0', () => {
    const kept = left(readCrop('270JB'), readAlongTwo('ZG270JB', 0.6));
    assert.deepEqual(kept, ['ZG27OJB', 'ZG270JB', 'A270JB']);
  });

  const ALL = texts.map(({ text }) => text);
  test('leaves out nothing where no crop shows two lines', () => {
    assert.deepEqual(left(readCrop('ZG270JB')), ALL);
  });
  test('leaves out nothing where the two lines are read with doubt', () => {
    assert.deepEqual(left(readAlongTwo('ZG270JB', 0.2)), ALL);
  });
  test('leaves out nothing where both lines are longer than a plate', () => {
    assert.deepEqual(left(readAlongTwo('270JBTOYOTA', 0.9)), ALL);
  });
});
