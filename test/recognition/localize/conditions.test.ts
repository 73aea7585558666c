/** The sizes, tilts and places at which a plate has to be found: photographs of `media`, moved, turned and scaled. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLabels } from '../../../bench/accuracy/labels.js';
import type { Box, Point } from '../../../src/recognition/contracts.js';
import { decode } from '../../../src/recognition/decode.js';
import { localize } from '../../../src/recognition/localize.js';
import { boxOf, overlap } from '../../../src/recognition/localize/region.js';
import { cv, MatScope } from '../../../src/recognition/opencv.js';
import { rectify } from '../../../src/recognition/rectify.js';

const MEDIA = fileURLToPath(new URL('../../../../media', import.meta.url));
const labels = readLabels(MEDIA);

interface View {
  readonly file: string;
  /** Size in pixels of the picture that is made. */
  readonly width: number;
  readonly height: number;
  /** Width in pixels of the plate in it. */
  readonly plateWidth: number;
  /** Degrees, clockwise. */
  readonly tilt: number;
}

/** A JPG that shows the plate of a picture at the wanted size and tilt, and the plate's corners in it. */
function view({ file, width, height, plateWidth, tilt }: View): { jpg: Buffer; corners: Point[] } {
  using mats = new MatScope();
  const label = labels.find((image) => image.file === file)?.plates[0]?.box;
  assert.ok(label, file);
  const source = mats.own(cv.imread(`${MEDIA}/images/${file}`));
  const scale = plateWidth / label.width;
  const angle = (tilt * Math.PI) / 180;
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const [centreX, centreY] = [label.x + label.width / 2, label.y + label.height / 2];
  const [targetX, targetY] = [0.52 * width, 0.57 * height];
  const move = ([x, y]: Point): Point => [
    cos * (x - centreX) - sin * (y - centreY) + targetX,
    sin * (x - centreX) + cos * (y - centreY) + targetY,
  ];
  const [offsetX, offsetY] = move([0, 0]);
  const matrix = mats.own(
    new cv.Mat(
      [
        [cos, -sin, offsetX],
        [sin, cos, offsetY],
      ],
      cv.CV_64F,
    ),
  );
  // What a reduction leaves out must not come back as noise.
  const soft = scale < 0.7 ? mats.own(source.gaussianBlur(new cv.Size(0, 0), 0.4 / scale)) : source;
  const size = new cv.Size(width, height);
  const made = mats.own(
    soft.warpAffine(matrix, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, new cv.Vec3(90, 90, 90)),
  );
  return { jpg: cv.imencode('.jpg', made), corners: cornersOf(label).map(move) };
}

function cornersOf({ x, y, width, height }: Box): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function boxAround(points: readonly Point[]): Box {
  return boxOf(points as unknown as Parameters<typeof boxOf>[0]);
}

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
      const plate = boxAround(corners);
      const overlaps = localize(image, 10).map((region) => overlap(boxOf(region.corners), plate));
      assert.ok(Math.max(...overlaps) > 0.4, `best overlap ${Math.max(...overlaps).toFixed(2)}`);
    });
  }
});

describe('rectify undoes the tilt', () => {
  for (const wanted of TILTS) {
    test(`of ${wanted.tilt}°`, () => {
      const { jpg, corners } = view(wanted);
      using image = decode(jpg, 50_000_000);
      using mats = new MatScope();
      const plate = boxAround(corners);
      const angles = localize(image, 10).flatMap((region) => {
        const crop = rectify(image, region);
        if (!crop) return [];
        mats.own(crop.grey);
        const [[leftX, leftY], [rightX, rightY]] = crop.corners;
        const angle = (Math.atan2(rightY - leftY, rightX - leftX) * 180) / Math.PI;
        return overlap(boxOf(crop.corners), plate) > 0.4 ? [angle] : [];
      });
      const errors = angles.map((angle) => Math.abs(angle - wanted.tilt));
      assert.ok(Math.min(...errors) < 2.5, `angles found: ${angles.map((angle) => angle.toFixed(1)).join()}`);
    });
  }
});
