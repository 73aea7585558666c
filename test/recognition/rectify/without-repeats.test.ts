import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Corners } from '../../../src/recognition/contracts.js';
import { cv } from '../../../src/recognition/opencv.js';
import type { Crop } from '../../../src/recognition/rectify.js';
import { withoutRepeats } from '../../../src/recognition/rectify/without-repeats.js';

const grey = new cv.Mat(1, 1, cv.CV_8UC1, 0);

/** A crop of 40 pixels' height at (x, y). */
function crop(x: number, y: number, width: number): Crop {
  const corners: Corners = [
    [x, y],
    [x + width, y],
    [x + width, y + 40],
    [x, y + 40],
  ];
  return {
    region: { corners, route: 'characters', score: 0.9, rank: 0, lineConfidence: 1 },
    cutBy: 'line',
    corners,
    grey,
    lines: [],
  };
}

test('of crops that show the same text those of the three best regions are kept', () => {
  const first = crop(100, 100, 200);
  const second = crop(104, 102, 196);
  const third = crop(98, 101, 204);
  const fourth = crop(101, 99, 199);
  const shorter = crop(160, 100, 130);
  const other = crop(400, 100, 200);
  const { kept, repeats } = withoutRepeats([first, shorter, second, third, fourth, other]);
  assert.deepEqual(kept, [first, shorter, second, third, other]);
  assert.deepEqual(repeats, [fourth]);
});
