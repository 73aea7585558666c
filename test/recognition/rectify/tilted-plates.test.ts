/** Plates seen from aside are cut level, by contours and by the network. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Corners } from '../../../src/recognition/contracts.js';
import { decode } from '../../../src/recognition/decode.js';
import { localize } from '../../../src/recognition/localize.js';
import { boxOf, overlap } from '../../../src/recognition/localize/region.js';
import { MatScope } from '../../../src/recognition/opencv.js';
import { rectify } from '../../../src/recognition/rectify.js';
import { loadLineCorners } from '../../../src/recognition/rectify/line-corners.js';
import { cornersOf } from '../fixtures/read-crop.js';
import { view } from '../fixtures/view.js';

const TILTS = [-25, -15, -7, 7, 15, 25];
const tilted = (tilt: number): ReturnType<typeof view> =>
  view({ file: 'day-rear-croatia.jpg', width: 1280, height: 960, plateWidth: 190, tilt });

/** Degrees, clockwise, of the upper side. */
function angleOf([[leftX, leftY], [rightX, rightY]]: Corners): number {
  return (Math.atan2(rightY - leftY, rightX - leftX) * 180) / Math.PI;
}

describe('rectify undoes the tilt', () => {
  for (const tilt of TILTS) {
    for (const cutBy of ['line', 'corners'] as const) {
      test(`of ${tilt}°, cut by ${cutBy}`, () => {
        const { jpg, corners } = tilted(tilt);
        using image = decode(jpg, 50_000_000);
        using mats = new MatScope();
        const plate = boxOf(corners);
        const angles = rectify(image, localize(image, 10), mats)
          .crops.filter((crop) => crop.cutBy === cutBy && overlap(boxOf(crop.corners), plate) > 0.4)
          .map((crop) => angleOf(crop.corners));
        const errors = angles.map((angle) => Math.abs(angle - tilt));
        assert.ok(Math.min(...errors) < 2.5, `angles found: ${angles.map((one) => one.toFixed(1)).join()}`);
      });
    }
  }
});

describe('the corner network', () => {
  const findLineCorners = loadLineCorners();

  for (const tilt of [-15, -7, 0, 7, 15]) {
    test(`finds the line in an upright box around a plate that is tilted by ${tilt}°`, () => {
      const { jpg, corners } = tilted(tilt);
      using image = decode(jpg, 50_000_000);
      const box = cornersOf(boxOf(corners));
      const [line] = findLineCorners(image, [box]);
      assert.ok(line);
      assert.ok(line.confidence > 0.9, `confidence ${line.confidence}`);
      assert.ok(Math.abs(angleOf(line.corners) - tilt) < 3, `angle ${angleOf(line.corners).toFixed(1)}`);
      const [[x, y], , [right, bottom]] = corners;
      const middle = [(x + right) / 2, (y + bottom) / 2];
      const found = [0, 1].map(
        (axis) => line.corners.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / 4,
      );
      assert.ok(Math.hypot((found[0] ?? 0) - (middle[0] ?? 0), (found[1] ?? 0) - (middle[1] ?? 0)) < 15);
    });
  }

  test('is not sure of a line where there is none', () => {
    const { jpg } = tilted(0);
    using image = decode(jpg, 50_000_000);
    const corner = cornersOf({ x: 20, y: 20, width: 120, height: 40 });
    const [line] = findLineCorners(image, [corner]);
    assert.ok(line && line.confidence < 0.3, `confidence ${line?.confidence}`);
  });

  test('answers a batch as it answers each place alone', () => {
    const { jpg, corners } = tilted(7);
    using image = decode(jpg, 50_000_000);
    const places = [0, 5, 10].map((shift) => corners.map(([x, y]) => [x + shift, y]) as unknown as Corners);
    const together = findLineCorners(image, places);
    places.forEach((place, index) => {
      const [alone] = findLineCorners(image, [place]);
      for (const [at, point] of (alone?.corners ?? []).entries()) {
        for (const axis of [0, 1] as const) {
          assert.ok(Math.abs(point[axis] - (together[index]?.corners[at]?.[axis] ?? NaN)) < 0.01);
        }
      }
    });
    assert.deepEqual(findLineCorners(image, []), []);
  });
});
