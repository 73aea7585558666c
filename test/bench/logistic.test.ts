import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fitLogistic, logLoss, probability, type Example } from '../../bench/confidence/logistic.js';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Examples that are right as often as the weights say; `valuesOf` draws the values of one. */
function examplesOf(weights: readonly number[], valuesOf: (next: () => number) => number[]): Example[] {
  const next = numbers(4);
  return Array.from({ length: 4000 }, () => {
    const values = valuesOf(next);
    return { values, right: next() < probability(weights, values) };
  });
}

describe('fitLogistic', () => {
  test('finds the weights that made the examples', () => {
    const weights = [-1, 2, -3, 0];
    const fitted = fitLogistic(examplesOf(weights, (next) => [2 * next(), next() - 0.5, next()]));
    assert.equal(fitted.length, weights.length);
    fitted.forEach((weight, index) =>
      assert.ok(Math.abs(weight - (weights[index] ?? 0)) < 0.3, `${index}: ${weight}`),
    );
  });

  test('finds them in values of any scale', () => {
    const weights = [-4, 0.02, 300];
    const [, large = 0, small = 0] = fitLogistic(
      examplesOf(weights, (next) => [200 + 100 * next(), next() / 100]),
    );
    assert.ok(Math.abs(large / 0.02 - 1) < 0.25, `${large}`);
    assert.ok(Math.abs(small / 300 - 1) < 0.25, `${small}`);
  });

  test('gives a value that never varies no weight', () => {
    for (const constant of [0, 1, 0.1]) {
      const fitted = fitLogistic(examplesOf([0.5, 1, 0], (next) => [4 * next() - 2, constant]));
      assert.equal(fitted[2], 0, `${constant}`);
      assert.ok(fitted.every(Number.isFinite));
    }
  });

  test('is no better than the share of the right ones where the values say nothing', () => {
    const examples = examplesOf([1, 0], (next) => [next()]);
    const share = examples.filter(({ right }) => right).length / examples.length;
    const fitted = fitLogistic(examples);
    assert.ok(Math.abs(probability(fitted, [0.5]) - share) < 0.01);
  });
});

describe('logLoss', () => {
  test('is that of a coin without weights, and grows without end for certain errors', () => {
    const examples = [
      { values: [1], right: true },
      { values: [-1], right: false },
    ];
    assert.ok(Math.abs(logLoss([0, 0], examples) - Math.LN2) < 1e-12);
    assert.ok(logLoss([0, 10], examples) < 0.001);
    assert.ok(logLoss([0, -10], examples) > 9);
    assert.ok(Number.isFinite(logLoss([0, -1e6], examples)));
  });
});
