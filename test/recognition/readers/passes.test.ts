import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cv, MatScope, type Mat } from '../../../src/recognition/opencv.js';
import { PASSES, renderPage } from '../../../src/recognition/readers/passes.js';
import type { LineCrop } from '../../../src/recognition/rectify.js';
import { cropOf } from '../fixtures/read-crop.js';

const [FIRST] = PASSES;
const WHITE = new cv.Vec3(255, 255, 255);
const BLACK = new cv.Vec3(0, 0, 0);

/** A line of thick strokes; `polarity` null: nobody has found the line. */
function lineCrop(
  mats: MatScope,
  options: { width?: number; light?: boolean; polarity?: 'dark' | 'light' | null },
): LineCrop {
  const { width = 200, light = false, polarity = null } = options;
  const grey = mats.own(new cv.Mat(64, width, cv.CV_8UC1, light ? 20 : 230));
  for (let x = 20; x < width - 20; x += 25) {
    grey.drawRectangle(new cv.Point2(x, 12), new cv.Point2(x + 8, 52), light ? WHITE : BLACK, -1);
  }
  const [{ line, corners }] = cropOf().lines as [LineCrop];
  return { corners, grey, line: polarity && line ? { ...line, polarity } : null };
}

/** Grey level of the ground between the first strokes. */
const groundOf = (page: Mat): number => page.at(page.rows / 2, Math.round(0.185 * page.cols));

describe('renderPage', () => {
  const render = (crop: LineCrop, settings: { stretch: number }, mats: MatScope): Mat =>
    mats.own(renderPage(crop, settings));

  test('keeps the shape of the crop, 36 pixels high', () => {
    using mats = new MatScope();
    const page = render(lineCrop(mats, { width: 320 }), FIRST, mats);
    assert.deepEqual([page.rows, page.cols], [36, 180]);
  });

  test('is wider where that is asked', () => {
    using mats = new MatScope();
    const page = render(lineCrop(mats, { width: 320 }), { stretch: 1.5 }, mats);
    assert.deepEqual([page.rows, page.cols], [36, 270]);
  });

  for (const [width, expected] of [
    [20, 24],
    [900, 432],
  ] as const) {
    test(`makes a page of ${expected} pixels of a crop of ${width}`, () => {
      using mats = new MatScope();
      assert.equal(render(lineCrop(mats, { width }), FIRST, mats).cols, expected);
    });
  }

  for (const polarity of ['dark', 'light', null] as const) {
    test(`draws ${polarity ?? 'unknown'} characters dark on light`, () => {
      using mats = new MatScope();
      const lights = polarity === null ? [true, false] : [polarity === 'light'];
      for (const light of lights) {
        const page = render(lineCrop(mats, { polarity, light }), FIRST, mats);
        assert.ok(groundOf(page) > 200, `${light}: ${groundOf(page)}`);
      }
    });
  }

  test('believes the line that was found', () => {
    using mats = new MatScope();
    const page = render(lineCrop(mats, { polarity: 'light', light: false }), FIRST, mats);
    assert.ok(groundOf(page) < 60);
  });
});
