import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cv, MatScope, type Mat } from '../../../src/recognition/opencv.js';
import { decode, imageOf } from '../../../src/recognition/decode.js';
import { localize } from '../../../src/recognition/localize.js';
import { proposeFromCharacters } from '../../../src/recognition/localize/character-route.js';
import { proposeFromEdges, uprightEdges } from '../../../src/recognition/localize/edge-route.js';
import { proposeFromQuadrilaterals } from '../../../src/recognition/localize/quadrilateral-route.js';
import { boxOf, overlap } from '../../../src/recognition/localize/region.js';
import { readLabels } from '../../../bench/accuracy/labels.js';
import { fileURLToPath } from 'node:url';

const MEDIA = fileURLToPath(new URL('../../../../media', import.meta.url));
/** Where the plate of the drawn picture is. */
const PLATE = { x: 200, y: 150, width: 180, height: 42 };

/** A bright plate on dark ground, with or without characters. */
function drawn(text: string): Mat {
  const grey = new cv.Mat(360, 640, cv.CV_8UC1, 70);
  grey.drawRectangle(
    new cv.Rect(PLATE.x, PLATE.y, PLATE.width, PLATE.height),
    new cv.Vec3(225, 225, 225),
    -1,
  );
  const at = new cv.Point2(PLATE.x + 10, PLATE.y + 32);
  grey.putText(text, at, cv.FONT_HERSHEY_SIMPLEX, 1, new cv.Vec3(20, 20, 20), 2);
  return grey;
}

describe('routes', () => {
  const ROUTES = [
    [
      'characters',
      (grey: Mat) => proposeFromCharacters(grey, [{ blockSize: 15, floor: 9, liveliness: 0 }]),
      'ZG1234AB',
    ],
    ['edges', (grey: Mat) => proposeFromEdges(uprightEdges(grey), [{ width: 27, height: 5 }]), 'ZG1234AB'],
    ['quadrilaterals', proposeFromQuadrilaterals, ''],
  ] as const;
  for (const [name, propose, text] of ROUTES) {
    test(`${name} proposes a drawn plate`, () => {
      using mats = new MatScope();
      const overlaps = propose(mats.own(drawn(text))).map(({ corners }) => overlap(boxOf(corners), PLATE));
      assert.ok(Math.max(...overlaps) > 0.5, `best overlap ${Math.max(...overlaps)}`);
    });

    test(`${name} proposes nothing on an even ground`, () => {
      using mats = new MatScope();
      assert.deepEqual(propose(mats.own(new cv.Mat(360, 640, cv.CV_8UC1, 120))), []);
    });
  }
});

describe('localize', () => {
  for (const { file, plates } of readLabels(MEDIA)) {
    if (plates.length === 0) continue;
    test(`has every plate of ${file} among its first five regions`, () => {
      using image = decode(readFileSync(`${MEDIA}/images/${file}`), 50_000_000);
      const regions = localize(image, 5);
      for (const { box, text } of plates) {
        const best = Math.max(...regions.map(({ corners }) => (box ? overlap(boxOf(corners), box) : 0)));
        assert.ok(best > 0.4, `${text}: best overlap ${best.toFixed(2)}`);
      }
    });
  }

  test('gives no more regions than asked for, best first', () => {
    using image = decode(readFileSync(`${MEDIA}/images/two-vehicles.jpg`), 50_000_000);
    const scores = localize(image, 4).map(({ score }) => score);
    assert.equal(scores.length, 4);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
  });

  for (const [width, height] of [
    [1, 1],
    [3, 900],
    [900, 3],
    [16, 16],
  ] as const) {
    test(`bears a picture of ${width}×${height} pixels`, () => {
      using image = imageOf(new cv.Mat(height, width, cv.CV_8UC1, 90));
      assert.ok(Array.isArray(localize(image, 10)));
    });
  }
});
