import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plateArea } from '../../src/http/plate-area.js';
import type { Corners } from '../../src/recognition/contracts.js';

describe('plateArea', () => {
  const cases: readonly (readonly [name: string, corners: Corners, area: number])[] = [
    ['an upright rectangle', [[10, 20], [50, 20], [50, 30], [10, 30]], 400],
    ['the other way round', [[10, 30], [50, 30], [50, 20], [10, 20]], 400],
    ['a square on its tip', [[0, 5], [5, 0], [10, 5], [5, 10]], 50],
    ['a trapezoid', [[0, 0], [10, 0], [8, 4], [2, 4]], 32],
    ['fractions', [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1]], 0.25],
    ['a line', [[0, 0], [5, 5], [9, 9], [1, 1]], 0],
  ]; // prettier-ignore
  for (const [name, corners, area] of cases) {
    test(name, () => assert.equal(plateArea(corners), area));
  }
});
