import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { fontName } from '../../media/generator/fonts.js';
import type { Corners, Point, ReaderName } from '../../src/recognition/contracts.js';
import { decode } from '../../src/recognition/decode.js';
import type { SeenRegion } from '../../src/recognition/rectify/crop.js';
import { cv, MatScope } from '../../src/recognition/opencv.js';
import { createPipeline, type Pipeline } from '../../src/recognition/pipeline.js';
import { cutAlongLines } from '../../src/recognition/rectify/along-lines.js';
import { matsOf } from '../../src/recognition/rectify/crop.js';

interface Print {
  readonly text: string;
  /** Height of the font in pixels, its capitals being 0.7 of it. */
  readonly size: number;
  /** Middle of the base line, from the middle of the plate. */
  readonly at: Point;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly prints: readonly Print[];
  /** A bright label of that width and height over the plate: where its middle is, from the middle of the plate. */
  readonly label?: { readonly width: number; readonly height: number; readonly at: Point };
  readonly degrees?: number;
}

const MIDDLE: Point = [320, 240];
const FONT = fontName('barlow-semi-condensed', 600);

/** A PNG file of a bright plate in the middle of a dark picture. */
function draw({ width, height, prints, label, degrees = 0 }: Drawing): Buffer {
  const canvas = createCanvas(2 * MIDDLE[0], 2 * MIDDLE[1]);
  const context = canvas.getContext('2d');
  context.fillStyle = '#444';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(...MIDDLE);
  context.rotate((degrees * Math.PI) / 180);
  context.fillStyle = '#eee';
  context.fillRect(-width / 2, -height / 2, width, height);
  if (label) {
    const [x, y] = label.at;
    context.fillRect(x - label.width / 2, y - label.height / 2, label.width, label.height);
  }
  context.fillStyle = '#111';
  context.textAlign = 'center';
  for (const { text, size, at } of prints) {
    context.font = `${size}px ${FONT}`;
    context.fillText(text, ...at);
  }
  return canvas.encodeSync('png');
}

function regionOf(width: number, height: number, [x, y]: Point): SeenRegion {
  const corners: Corners = [
    [x - width / 2, y - height / 2],
    [x + width / 2, y - height / 2],
    [x + width / 2, y + height / 2],
    [x - width / 2, y + height / 2],
  ];
  return { corners, route: 'characters', score: 1, rank: 0, lineConfidence: 1 };
}

/** How many characters each line of the region's crop shows. */
function charactersOf(png: Buffer, region: SeenRegion): number[] {
  using mats = new MatScope();
  const image = decode(png, 1_000_000);
  mats.own(image.grey);
  const crop = cutAlongLines(image, region);
  if (!crop) return [];
  for (const mat of matsOf(crop)) mats.own(mat);
  return crop.lines.map(({ line }) => line?.characters.length ?? 0);
}

const UPPER: Print = { text: 'ZG', size: 60, at: [0, -8] };
const LOWER: Print = { text: '270 JB', size: 60, at: [0, 46] };
const SQUARE: Drawing = { width: 190, height: 124, prints: [UPPER, LOWER] };
const MOTORCYCLE: Drawing = {
  width: 170,
  height: 130,
  prints: [
    { text: 'KMA', size: 58, at: [0, -10] },
    { text: '4827', size: 58, at: [0, 46] },
  ],
};
const LOWER_LINE = regionOf(180, 60, [MIDDLE[0], MIDDLE[1] + 25]);

describe('rectify', () => {
  const TWO: readonly (readonly [
    name: string,
    drawing: Drawing,
    region: SeenRegion,
    characters: number[],
  ])[] = [
    ['both lines', SQUARE, regionOf(185, 115, MIDDLE), [2, 5]],
    ['the lower line', SQUARE, LOWER_LINE, [2, 5]],
    ['both lines of a motorcycle', MOTORCYCLE, regionOf(160, 120, MIDDLE), [3, 4]],
    ['the upper line of a motorcycle', MOTORCYCLE, regionOf(150, 60, [MIDDLE[0], MIDDLE[1] - 30]), [3, 4]],
  ];
  for (const [name, drawing, region, characters] of TWO) {
    test(`cuts two lines, top first, where a region shows ${name}`, () => {
      assert.deepEqual(charactersOf(draw(drawing), region), characters);
    });
  }

  const ONE: readonly (readonly [name: string, drawing: Drawing])[] = [
    ['nothing above', { ...SQUARE, prints: [LOWER] }],
    ['small print above', { ...SQUARE, prints: [{ text: 'CITY OF', size: 24, at: [0, 0] }, LOWER] }],
    ['one character above', { ...SQUARE, prints: [{ ...UPPER, text: 'Z' }, LOWER] }],
  ];
  for (const [name, drawing] of ONE) {
    test(`leaves a line with ${name} alone`, () => {
      assert.deepEqual(charactersOf(draw(drawing), LOWER_LINE), [5]);
    });
  }

  test('leaves a plate under a sticker with the letters of a country alone', () => {
    const png = draw({
      width: 230,
      height: 62,
      prints: [
        { text: 'HR', size: 50, at: [0, -51] },
        { ...LOWER, at: [0, 21] },
      ],
      label: { width: 90, height: 50, at: [0, -68] },
    });
    assert.deepEqual(charactersOf(png, regionOf(180, 60, MIDDLE)), [5]);
  });
});

const open = (readers: readonly ReaderName[]): Promise<Pipeline> =>
  createPipeline({ maxImagePixels: 50_000_000, reviewConfidence: 0.9, readers });

const READERS: readonly (readonly ReaderName[])[] = [['network'], ['tesseract'], ['network', 'tesseract']];
for (const readers of READERS) {
  describe(`pipeline with ${readers.join(' and ')}`, () => {
    let pipeline: Pipeline;
    before(async () => {
      pipeline = await open(readers);
    });
    after(() => pipeline.close());

    for (const [degrees, upper, lower] of [
      [0, 'ZG', '270 JB'],
      [-10, 'HT', '384 KN'],
      [10, 'HT', '384 KN'],
    ] as const) {
      test(`reads a plate of two lines at ${degrees}° once, top first`, async () => {
        const { plates } = await pipeline.recognize(
          draw({
            ...SQUARE,
            degrees,
            prints: [
              { ...UPPER, text: upper },
              { ...LOWER, text: lower },
            ],
          }),
        );
        assert.deepEqual(
          plates.map(({ text }) => text),
          [`${upper}${lower}`.replace(' ', '')],
        );
      });
    }
  });
}

describe('pipeline', () => {
  let pipeline: Pipeline;
  before(async () => {
    pipeline = await open(['network', 'tesseract']);
  });
  after(() => pipeline.close());

  test('gives the memory of both lines back', async () => {
    const png = draw(SQUARE);
    await pipeline.recognize(png);
    const first = cv.getMemMetrics();
    await pipeline.recognize(png);
    assert.equal(cv.getMemMetrics().TotalAlloc, first.TotalAlloc);
  });

  test('gives the whole plate as evidence, not one of its lines', async () => {
    const [plate] = (await pipeline.recognize(draw(SQUARE))).plates;
    assert.ok(plate && plate.box.height > 100 && plate.box.height < 140);
    using mats = new MatScope();
    const crop = mats.own(cv.imdecode(Buffer.from(plate.crop), cv.IMREAD_UNCHANGED));
    assert.ok(crop.cols < 2 * crop.rows);
  });
});
