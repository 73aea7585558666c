import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Point } from '../../../src/recognition/contracts.js';
import type { Blob } from '../../../src/recognition/localize/character-blobs.js';
import { measure } from '../../../src/recognition/localize/chains.js';
import { cornersAroundLines, findLineAbove } from '../../../src/recognition/localize/stacked-lines.js';

interface Row {
  readonly count: number;
  /** Left end and top of the first character. */
  readonly at: Point;
  readonly pitch?: number;
  readonly height?: number;
}

/** Characters left to right, turned by `degrees` about the origin; a character of 20 pixels is 12 wide. */
function row({ count, at: [x, y], pitch = 16, height = 20 }: Row, degrees = 0): Blob[] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const width = 0.6 * height;
  return Array.from({ length: count }, (_, index) => {
    const centre: Point = [x + index * pitch + width / 2, y + height / 2];
    const turnedWidth = width * cos + height * Math.abs(sin);
    const turnedHeight = height * cos + width * Math.abs(sin);
    return {
      x: centre[0] * cos - centre[1] * sin - turnedWidth / 2,
      y: centre[0] * sin + centre[1] * cos - turnedHeight / 2,
      width: turnedWidth,
      height: turnedHeight,
      area: 0.5 * width * height,
    };
  });
}

/** Five characters from (100, 100) to (176, 120), and what stands around them. */
const LOWER: Row = { count: 5, at: [100, 100] };

describe('findLineAbove', () => {
  const FOUND: readonly (readonly [name: string, upper: Row, count: number])[] = [
    ['two characters as high', { count: 2, at: [120, 74] }, 2],
    ['two lower characters', { count: 2, at: [120, 80], height: 13 }, 2],
    ['three higher characters', { count: 3, at: [110, 66], height: 28, pitch: 22 }, 3],
    ['four characters over all of the line', { count: 4, at: [104, 74] }, 4],
  ];
  for (const [name, upper, count] of FOUND) {
    test(`finds ${name}`, () => {
      const lower = measure(row(LOWER));
      const lines = findLineAbove(lower, [...row(upper), ...lower.blobs]);
      assert.ok(lines);
      assert.equal(lines.upper.blobs.length, count);
      assert.equal(lines.lower, lower);
    });
  }

  for (const degrees of [-20, -10, 10, 20]) {
    test(`finds two characters turned by ${degrees}°`, () => {
      const lower = measure(row(LOWER, degrees));
      const lines = findLineAbove(lower, row({ count: 2, at: [120, 74] }, degrees));
      assert.ok(lines);
      assert.equal(lines.upper.blobs.length, 2);
      assert.equal(lines.upper.slope, lower.slope);
    });
  }

  const NONE: readonly (readonly [name: string, others: Blob[], lower?: Row])[] = [
    ['nothing', []],
    ['one character', row({ count: 1, at: [120, 74] })],
    ['six characters', row({ count: 6, at: [96, 74], pitch: 15 })],
    ['small print', row({ count: 4, at: [110, 84], height: 9, pitch: 9 })],
    ['two bolts in the corners', row({ count: 2, at: [102, 80], height: 14, pitch: 58 })],
    [
      'two blobs of unlike height',
      [...row({ count: 1, at: [120, 74] }), ...row({ count: 1, at: [136, 78], height: 15 })],
    ],
    [
      'two blobs on no common line',
      [...row({ count: 1, at: [120, 74] }), ...row({ count: 1, at: [136, 69] })],
    ],
    ['characters that touch', row({ count: 2, at: [120, 80] })],
    ['characters far above', row({ count: 2, at: [120, 55] })],
    ['characters below', row({ count: 2, at: [120, 126] })],
    ['a name that goes on past its end', row({ count: 5, at: [150, 74] })],
    ['characters beside it', row({ count: 2, at: [200, 74] })],
    [
      'two characters over the seven of a plate of one line',
      row({ count: 2, at: [120, 74] }),
      { count: 7, at: [100, 100] },
    ],
    [
      'two characters over a wide line',
      row({ count: 2, at: [120, 74] }),
      { count: 5, at: [100, 100], pitch: 24 },
    ],
  ];
  for (const [name, others, lower = LOWER] of NONE) {
    test(`takes ${name} for no line above`, () => {
      const chain = measure(row(lower));
      assert.equal(findLineAbove(chain, [...chain.blobs, ...others]), null);
    });
  }

  test('leaves a crest beside the characters out', () => {
    const crest = { x: 156, y: 77, width: 13, height: 15, area: 120 };
    const lines = findLineAbove(measure(row(LOWER)), [...row({ count: 2, at: [120, 74] }), crest]);
    assert.deepEqual(
      lines?.upper.blobs.map(({ x }) => x),
      [120, 136],
    );
  });

  test('takes the nearer of two lines', () => {
    const above = [
      ...row({ count: 2, at: [120, 80], height: 13 }),
      ...row({ count: 3, at: [110, 70], height: 13 }),
    ];
    const lines = findLineAbove(measure(row(LOWER)), above);
    assert.equal(lines?.upper.blobs[0]?.y, 80);
  });
});

test('cornersAroundLines reaches around the wider line with the margins of each', () => {
  const lower = measure(row(LOWER));
  const lines = findLineAbove(lower, row({ count: 2, at: [120, 74] }));
  assert.ok(lines);
  const margins = { x: 0.5, y: 0.25 };
  assert.deepEqual(cornersAroundLines(lines, margins), [
    [90, 69],
    [186, 69],
    [186, 125],
    [90, 125],
  ]);
});
