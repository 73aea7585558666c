/** The sizes, tilts and places at which a plate has to be found: photographs of `media`, moved, turned and scaled. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode } from '../../../src/recognition/decode.js';
import { localize } from '../../../src/recognition/localize.js';
import { boxOf, overlap } from '../../../src/recognition/localize/region.js';
import { view, type View } from '../fixtures/view.js';

const SIZES: readonly View[] = [
  { file: 'day-rear-croatia.jpg', width: 320, height: 240, plateWidth: 50, tilt: 0 },
  { file: 'overcast-rear-uk.jpg', width: 320, height: 240, plateWidth: 150, tilt: 0 },
  { file: 'day-front-italy.jpg', width: 640, height: 480, plateWidth: 50, tilt: 0 },
  { file: 'night-rear-france.jpg', width: 640, height: 480, plateWidth: 90, tilt: 0 },
  { file: 'dusk-front-germany.jpg', width: 640, height: 480, plateWidth: 300, tilt: 0 },
  { file: 'large-rear-germany.jpg', width: 640, height: 480, plateWidth: 500, tilt: 0 },
  { file: 'day-rear-brazil-grey.jpg', width: 1920, height: 1080, plateWidth: 90, tilt: 0 },
  { file: 'dusk-rear-netherlands.jpg', width: 1920, height: 1080, plateWidth: 190, tilt: 0 },
  { file: 'large-rear-germany.jpg', width: 1920, height: 1080, plateWidth: 700, tilt: 0 },
  { file: 'overcast-front-poland.jpg', width: 4000, height: 3000, plateWidth: 200, tilt: 0 },
  { file: 'large-rear-germany.jpg', width: 4000, height: 3000, plateWidth: 407, tilt: 0 },
  { file: 'large-rear-germany.jpg', width: 4000, height: 3000, plateWidth: 900, tilt: 0 },
];
const TILTS = [-25, -15, -7, 7, 15, 25].map((tilt): View => {
  return { file: 'day-rear-croatia.jpg', width: 1280, height: 960, plateWidth: 190, tilt };
});

describe('localize has the plate among its ten best regions', () => {
  for (const wanted of [...SIZES, ...TILTS]) {
    const { width, height, plateWidth, tilt, file } = wanted;
    test(`${plateWidth} px wide, tilted by ${tilt}°, in ${width}×${height} pixels (${file})`, () => {
      const { jpg, corners } = view(wanted);
      using image = decode(jpg, 50_000_000);
      assert.deepEqual([image.width, image.height], [width, height]);
      const plate = boxOf(corners);
      const overlaps = localize(image, 10).map((region) => overlap(boxOf(region.corners), plate));
      assert.ok(Math.max(...overlaps) > 0.4, `best overlap ${Math.max(...overlaps).toFixed(2)}`);
    });
  }
});
