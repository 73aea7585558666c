import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Box, Corners } from '../../../src/recognition/contracts.js';
import { distinctRegions, type Candidate } from '../../../src/recognition/localize/distinct-regions.js';
import { boxOf } from '../../../src/recognition/localize/region.js';
import { windowsAround } from '../../../src/recognition/localize/search-windows.js';

function cornersOf({ x, y, width, height }: Box): Corners {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function region(box: Box, score: number): Candidate {
  return { corners: cornersOf(box), route: 'edges', score };
}

describe('distinctRegions', () => {
  test('keeps the best of those that cover the same area, best first', () => {
    const weak = region({ x: 500, y: 0, width: 100, height: 20 }, 0.2);
    const best = region({ x: 0, y: 0, width: 100, height: 20 }, 0.9);
    const same = region({ x: 2, y: 0, width: 100, height: 20 }, 0.5);
    const regions = distinctRegions([weak, same, best]);
    assert.deepEqual(
      regions.map(({ score }) => score),
      [0.9, 0.2],
    );
  });

  test('draws the corners towards those of the others by their scores', () => {
    const [voted] = distinctRegions([
      region({ x: 0, y: 0, width: 100, height: 20 }, 0.8),
      region({ x: 10, y: 0, width: 100, height: 20 }, 0.4),
    ]);
    assert.ok(voted);
    // Squared scores weigh four to one.
    assert.ok(Math.abs(boxOf(voted.corners).x - 2) < 1e-9, String(boxOf(voted.corners).x));
  });

  test('leaves corners alone that no other region shares, even where no score is left to weigh them', () => {
    const [only] = distinctRegions([region({ x: 5, y: 6, width: 70, height: 20 }, 0)]);
    assert.deepEqual(only && boxOf(only.corners), { x: 5, y: 6, width: 70, height: 20 });
  });
});

describe('windowsAround', () => {
  const size = { width: 640, height: 480 };
  const hot = (box: Box, heat: number): Parameters<typeof windowsAround>[0][number] => {
    return { corners: cornersOf(box), route: 'heat', heat };
  };

  test('shows room around a proposal, and no more than the picture', () => {
    const [window] = windowsAround([hot({ x: 0, y: 100, width: 100, height: 40 }, 0.5)], size);
    assert.deepEqual(window, { x: 0, y: 60, width: 180, height: 120 });
  });

  test('takes the hottest five places, each once', () => {
    const proposals = [1, 2, 3, 4, 5, 6].map((place) => {
      return hot({ x: 20, y: 70 * place, width: 90, height: 10 }, place / 10);
    });
    const again = hot({ x: 22, y: 420, width: 90, height: 10 }, 0.55);
    const windows = windowsAround([...proposals, again], size);
    assert.equal(windows.length, 5);
    assert.ok(
      windows.every(({ y }) => y > 70),
      'the coldest is left out',
    );
  });

  test('takes no window for a place outside the picture', () => {
    assert.deepEqual(windowsAround([hot({ x: 900, y: 700, width: 50, height: 10 }, 0.9)], size), []);
  });
});
