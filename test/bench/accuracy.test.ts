import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorClassOf } from '../../bench/accuracy/error-class.js';
import type { Measurement, Outcome } from '../../bench/accuracy/measure-image.js';
import { drawYieldCurve, yieldCurve } from '../../bench/accuracy/yield-curve.js';

const NO_TIME = { decode: 0, localize: 0, rectify: 0, read: 0, decide: 0, total: 0 };

function measured(outcome: Outcome, confidence: number, plated = true): Measurement {
  return {
    image: { file: 'picture.jpg', plates: plated ? [{ text: 'AB123', box: null }] : [] },
    regionRank: 0,
    readSomewhere: false,
    outcome,
    answer: outcome === 'none' || outcome === 'empty' ? '' : 'AB123',
    confidence,
    accepted: confidence >= 0.8,
    timings: NO_TIME,
    read: [],
  };
}

describe('yieldCurve', () => {
  test('counts answers and errors from the surest answer on', () => {
    const curve = yieldCurve([
      measured('misread', 0.5),
      measured('exact', 0.9),
      measured('folded', 0.7),
      measured('none', 0),
      measured('false', 0.95, false),
    ]);
    assert.deepEqual(curve, [
      { confidence: 0.9, yield: 0.25, error: 0 },
      { confidence: 0.7, yield: 0.5, error: 0 },
      { confidence: 0.5, yield: 0.75, error: 1 / 3 },
    ]);
  });

  test('is drawn with every point and the marked confidences that occur', () => {
    const svg = drawYieldCurve(yieldCurve([measured('exact', 0.97), measured('exact', 0.85)]));
    assert.equal(/points="([^"]*)"/.exec(svg)?.[1]?.split(' ').length, 2);
    assert.match(svg, />0\.8<\/text>/);
    assert.equal(drawYieldCurve([]).includes('<circle'), false);
  });
});

describe('errorClassOf', () => {
  const cases = [
    ['exact', {}, null],
    ['folded', {}, null],
    ['empty', {}, null],
    ['false', {}, 'no plate'],
    ['none', { readSomewhere: true }, 'not sure'],
    ['misread', { readSomewhere: true }, 'not chosen'],
    ['misread', {}, 'misread'],
    ['none', { regionRank: -1 }, 'not found'],
    ['none', { regionRank: null }, 'misread'],
  ] as const;
  for (const [outcome, rest, expected] of cases) {
    test(`${outcome} ${JSON.stringify(rest)}: ${expected ?? 'no error'}`, () => {
      assert.equal(errorClassOf({ ...measured(outcome, 0.9), ...rest }), expected);
    });
  }
});
