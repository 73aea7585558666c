import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box, Corners } from '../../../src/recognition/contracts.js';
import { areaOf, boxOf, overlap, scaleCorners } from '../../../src/recognition/localize/region.js';

const TILTED: Corners = [
  [10, 20],
  [110, 30],
  [108, 60],
  [8, 50],
];

test('boxOf bounds all four corners', () => {
  assert.deepEqual(boxOf(TILTED), { x: 8, y: 20, width: 102, height: 40 });
});

test('areaOf is that of the quadrilateral, not of its box', () => {
  assert.equal(areaOf(TILTED), 3020);
});

test('scaleCorners keeps the order of the corners', () => {
  assert.deepEqual(scaleCorners(TILTED, 2)[1], [220, 60]);
});

const square = (x: number, y: number): Box => ({ x, y, width: 10, height: 10 });
const OVERLAPS: readonly (readonly [name: string, other: Box, share: number])[] = [
  ['itself', square(0, 0), 1],
  ['half of itself', square(5, 0), 1 / 3],
  ['a neighbour that touches', square(10, 0), 0],
  ['something far away', square(100, 100), 0],
];
for (const [name, other, share] of OVERLAPS) {
  test(`overlap with ${name} is ${share.toFixed(2)}`, () => {
    assert.ok(Math.abs(overlap(square(0, 0), other) - share) < 1e-12);
  });
}
