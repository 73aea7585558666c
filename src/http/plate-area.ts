import type { Corners, Point } from '../recognition/contracts.js';

/** The area between four corners, in square pixels (shoelace formula), whichever way round they go. */
export function plateArea(corners: Corners): number {
  const next = [...corners.slice(1), corners[0]] as readonly Point[];
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = next[index] ?? corners[0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
