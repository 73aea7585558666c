import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cv, MatScope, type Mat } from '../../../src/recognition/opencv.js';
import { uprightEdges } from '../../../src/recognition/localize/edge-route.js';
import { sumPicture, type PictureSums } from '../../../src/recognition/localize/picture-sums.js';

/** 8 × 6 pixels, dark on the left, bright on the right. */
function halves(): Mat {
  const row = [10, 10, 10, 10, 200, 200, 200, 200];
  return new cv.Mat(
    Array.from({ length: 6 }, () => row),
    cv.CV_8UC1,
  );
}

function sumsOf(grey: Mat, mats: MatScope): PictureSums {
  return sumPicture(grey, mats.own(uprightEdges(grey)));
}

test('sumPicture gives the mean grey level of a box', () => {
  using mats = new MatScope();
  const sums = sumsOf(mats.own(halves()), mats);
  assert.equal(sums.meanGrey({ x: 0, y: 0, width: 4, height: 6 }), 10);
  assert.equal(sums.meanGrey({ x: 4, y: 2, width: 4, height: 3 }), 200);
  assert.equal(sums.meanGrey({ x: 2, y: 0, width: 4, height: 6 }), 105);
});

test('sumPicture finds upright edges where they are', () => {
  using mats = new MatScope();
  const sums = sumsOf(mats.own(halves()), mats);
  assert.ok(sums.meanEdge({ x: 3, y: 0, width: 2, height: 6 }) > 200);
  assert.equal(sums.meanEdge({ x: 0, y: 0, width: 2, height: 6 }), 0);
});

test('sumPicture takes the part of a box that lies in the picture, and 0 where none does', () => {
  using mats = new MatScope();
  const sums = sumsOf(mats.own(halves()), mats);
  assert.equal(sums.meanGrey({ x: -10, y: -10, width: 14, height: 100 }), 10);
  assert.equal(sums.meanGrey({ x: 50, y: 50, width: 4, height: 4 }), 0);
});
