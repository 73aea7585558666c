import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Box } from '../../../src/recognition/contracts.js';
import { decode, type DecodedImage } from '../../../src/recognition/decode.js';
import { boxOf } from '../../../src/recognition/localize/region.js';
import { cv, MatScope } from '../../../src/recognition/opencv.js';
import type { SeenRegion } from '../../../src/recognition/rectify/crop.js';
import { cutRegion } from '../../../src/recognition/rectify/whole-region.js';
import { cornersOf } from '../fixtures/read-crop.js';

const PLATE: Box = { x: 100, y: 80, width: 200, height: 100 };

/** A dark picture with a bright plate whose uppermost and lowest tenth are black. */
function picture(mats: MatScope): DecodedImage {
  const grey = mats.own(new cv.Mat(240, 400, cv.CV_8UC1, 60));
  const fill = (y: number, height: number, level: number): void =>
    grey.drawRectangle(new cv.Rect(PLATE.x, y, PLATE.width, height), new cv.Vec3(level, level, level), -1);
  fill(80, 100, 0);
  fill(90, 80, 230);
  return mats.own(decode(cv.imencode('.png', grey), 1_000_000));
}

const regionOf = (box: Box): SeenRegion => ({
  corners: cornersOf(box),
  route: 'heat',
  score: 0.8,
  rank: 2,
  lineConfidence: 1,
});

describe('cutRegion', () => {
  test('cuts the region with a rim, and once more without what is above and below the characters', () => {
    using mats = new MatScope();
    const region = regionOf(PLATE);
    const crops = cutRegion(picture(mats), region);
    for (const { grey } of crops) mats.own(grey);
    const boxes = crops.map(({ corners }) => boxOf(corners));
    const expected = [
      { x: 96, y: 76, width: 208, height: 108 },
      { x: 96, y: 95, width: 208, height: 73 },
    ];
    assert.equal(boxes.length, 2);
    boxes.forEach((box, index) =>
      (['x', 'y', 'width', 'height'] as const).forEach((key) =>
        assert.ok(Math.abs(box[key] - (expected[index]?.[key] ?? 0)) < 1e-6, `${index} ${key}: ${box[key]}`),
      ),
    );
    const [whole, middle] = crops;
    assert.ok(whole && middle);
    const darkest = ({ grey }: typeof whole): number =>
      mats.own(grey.getRegion(new cv.Rect(20, 0, grey.cols - 40, grey.rows))).minMaxLoc().minVal;
    assert.ok(darkest(whole) < 20);
    assert.ok(darkest(middle) > 200);
  });

  test('gives crops of a line that nobody looked for, which are the evidence, too', () => {
    using mats = new MatScope();
    const region = regionOf(PLATE);
    for (const crop of cutRegion(picture(mats), region)) {
      mats.own(crop.grey);
      assert.equal(crop.region, region);
      assert.deepEqual(crop.lines, [{ corners: crop.corners, grey: crop.grey, line: null }]);
      assert.equal(crop.grey.rows, 64);
      assert.ok(crop.grey.cols > 100 && crop.grey.cols < 200);
    }
  });

  test('cuts a region that reaches beyond the picture', () => {
    using mats = new MatScope();
    const crops = cutRegion(picture(mats), regionOf({ x: 300, y: -20, width: 200, height: 60 }));
    for (const { grey } of crops) mats.own(grey);
    assert.equal(crops.length, 2);
  });

  test('gives nothing where the region has no area worth reading', () => {
    using mats = new MatScope();
    assert.deepEqual(cutRegion(picture(mats), regionOf({ x: 10, y: 10, width: 40, height: 2 })), []);
  });
});
