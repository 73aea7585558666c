import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allBlobs } from '../../../src/recognition/localize/character-blobs.js';
import { cv, MatScope } from '../../../src/recognition/opencv.js';

/** Single pixels, set in every second row and column. */
function dots(columns: number, rows: number): number {
  using mats = new MatScope();
  const bytes = Buffer.alloc(4 * columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) bytes[4 * columns * row + 2 * column] = 255;
  }
  const binary = mats.own(new cv.Mat(bytes, 2 * rows, 2 * columns, cv.CV_8UC1));
  return allBlobs(binary).length;
}

for (const [columns, rows] of [
  [40, 30],
  [320, 200],
  // More components than labels of two bytes can name.
  [512, 384],
] as const) {
  test(`allBlobs finds each of ${columns * rows} dots`, () => {
    assert.equal(dots(columns, rows), columns * rows);
  });
}

test('allBlobs takes diagonal neighbours as one, and gives box and area', () => {
  using mats = new MatScope();
  const binary = mats.own(
    new cv.Mat(
      [
        [0, 255, 0, 0],
        [0, 0, 255, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
      cv.CV_8UC1,
    ),
  );
  assert.deepEqual(allBlobs(binary), [{ x: 1, y: 0, width: 2, height: 2, area: 2 }]);
});
