import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Blob } from '../../../src/recognition/localize/character-blobs.js';
import { findChains, fitLine, median } from '../../../src/recognition/localize/chains.js';

/** A blob of a character's usual shape. */
function blob(x: number, y: number, size: { width?: number; height?: number } = {}): Blob {
  const width = size.width ?? 12;
  const height = size.height ?? 20;
  return { x, y, width, height, area: Math.round(0.5 * width * height) };
}

/** `count` characters from (x, y), `pitch` apart, rising by `slope`. */
function text(count: number, at: { x: number; y: number }, pitch = 16, slope = 0): Blob[] {
  return Array.from({ length: count }, (_, index) =>
    blob(at.x + index * pitch, at.y + index * pitch * slope),
  );
}

describe('findChains', () => {
  const CASES: readonly (readonly [name: string, blobs: Blob[], lengths: number[]])[] = [
    ['nothing of nothing', [], []],
    ['nothing of two blobs', text(2, { x: 0, y: 0 }), []],
    ['one chain of seven', text(7, { x: 10, y: 50 }), [7]],
    ['one chain on a slope of 0.3', text(7, { x: 10, y: 50 }, 16, 0.3), [7]],
    ['nothing on a slope of 0.8', text(7, { x: 10, y: 50 }, 16, 0.8), []],
    [
      'two lines of text, one above the other',
      [...text(4, { x: 0, y: 0 }), ...text(5, { x: 0, y: 40 })],
      [4, 5],
    ],
    ['two texts far apart on one line', [...text(4, { x: 0, y: 0 }), ...text(4, { x: 200, y: 0 })], [4, 4]],
    ['one text across the gap of a crest', [...text(2, { x: 0, y: 0 }), ...text(5, { x: 60, y: 0 })], [7]],
    ['no blob twice as high', [...text(3, { x: 0, y: 0 }), blob(50, -10, { height: 40 })], [3]],
  ];
  for (const [name, blobs, lengths] of CASES) {
    test(`finds ${name}`, () => {
      const found = findChains(blobs).map((chain) => chain.blobs.length);
      assert.deepEqual(found.sort(), lengths);
    });
  }

  test('leaves out a blob that stands off the line', () => {
    const [chain] = findChains([...text(6, { x: 0, y: 50 }), blob(96, 64)]);
    assert.equal(chain?.blobs.length, 6);
    assert.equal(chain.waviness, 0);
  });

  test('measures height and slope', () => {
    const [chain] = findChains(text(6, { x: 0, y: 50 }, 20, 0.1));
    assert.equal(chain?.height, 20);
    assert.ok(Math.abs(chain.slope - 0.1) < 1e-9);
  });

  test('takes no blob into two chains', () => {
    const blobs = [...text(5, { x: 0, y: 0 }), blob(14, 3)];
    const members = findChains(blobs).flatMap((chain) => chain.blobs);
    assert.equal(new Set(members).size, members.length);
  });
});

test('fitLine gives the level line where all x are equal', () => {
  assert.deepEqual(
    fitLine([
      [3, 1],
      [3, 5],
    ]),
    { slope: 0, intercept: 3 },
  );
});

test('median of an even count is the mean of the middle two', () => {
  assert.equal(median([4, 1, 3, 10]), 3.5);
});
