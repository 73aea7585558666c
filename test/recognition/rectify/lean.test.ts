import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cv, MatScope } from '../../../src/recognition/opencv.js';
import { leanOf } from '../../../src/recognition/rectify/lean.js';

/** @param lean pixels to the right per pixel upwards */
function leaning(text: string, lean: number): number {
  using mats = new MatScope();
  const upright = mats.own(new cv.Mat(64, 260, cv.CV_8UC1, 220));
  upright.putText(text, new cv.Point2(20, 48), cv.FONT_HERSHEY_SIMPLEX, 1.3, new cv.Vec3(20, 20, 20), 4);
  const shear = mats.own(
    new cv.Mat(
      [
        [1, -lean, (lean * 64) / 2],
        [0, 1, 0],
      ],
      cv.CV_64F,
    ),
  );
  const white = new cv.Vec3(220, 220, 220);
  const leant = mats.own(
    upright.warpAffine(shear, new cv.Size(260, 64), cv.INTER_LINEAR, cv.BORDER_CONSTANT, white),
  );
  // The letters are 28 pixels high.
  return leanOf(mats.own(leant.getRegion(new cv.Rect(0, 20, 260, 29))), 'dark');
}

for (const lean of [-0.4, -0.25, 0, 0.25, 0.4]) {
  test(`leanOf finds a lean of ${lean}`, () => {
    for (const text of ['HR12 DE4', 'KB 542 UE', 'MW 8013']) {
      const found = leaning(text, lean);
      assert.ok(Math.abs(found - lean) <= 0.12, `${text}: ${found}`);
    }
  });
}

test('leanOf says 0 of an even crop', () => {
  using mats = new MatScope();
  assert.equal(leanOf(mats.own(new cv.Mat(40, 260, cv.CV_8UC1, 128)), 'dark'), 0);
});
