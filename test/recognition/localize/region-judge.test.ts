import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { growForest } from '../../../bench/region-judge/grow-forest.js';
import { FEATURES } from '../../../src/recognition/localize/region-features.js';
import { judge, loadForest, type Forest } from '../../../src/recognition/localize/region-judge.js';

const STUMP: Forest = {
  features: ['a', 'b'],
  bias: 0,
  trees: [{ feature: [1], threshold: [0.5], leaf: [-3, 3] }],
};

describe('judge', () => {
  test('goes left below the threshold and right from it on', () => {
    assert.ok(judge(STUMP, [0, 0.4]) < 0.05);
    assert.ok(judge(STUMP, [0, 0.5]) > 0.95);
  });

  test('is a coin without trees', () => {
    assert.equal(judge({ ...STUMP, trees: [] }, [1, 1]), 0.5);
  });

  test('the shipped forest fits the features', () => {
    assert.deepEqual(loadForest().features, FEATURES);
  });
});

describe('growForest', () => {
  test('learns what no single threshold can tell', () => {
    const rows = Array.from({ length: 400 }, (_, index) => [(index % 20) / 20, Math.floor(index / 20) / 20]);
    const labels = rows.map(([a = 0, b = 0]) => a < 0.4 !== b < 0.6);
    const grown = growForest(rows, labels, { trees: 20, depth: 3, rate: 0.3, ridge: 1 });
    const forest: Forest = { features: ['a', 'b'], ...grown };
    const right = rows.filter((row, index) => judge(forest, row) > 0.5 === labels[index]);
    assert.ok(right.length >= 0.98 * rows.length, `${right.length} of ${rows.length}`);
  });

  test('grows trees that survive JSON', () => {
    const grown = growForest([[1], [1], [2], [2]], [true, false, true, false], {
      trees: 2,
      depth: 2,
      rate: 0.5,
      ridge: 1,
    });
    assert.deepEqual(JSON.parse(JSON.stringify(grown)), grown);
  });
});
