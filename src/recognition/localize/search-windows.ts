/** The parts of a picture that are worth a closer look. */
import type { Box } from '../contracts.js';
import { boxOf, overlap, type Proposal } from './region.js';

const MAX_WINDOWS = 5;
const SAME_WINDOW_OVERLAP = 0.3;
/** What a window shows beside a proposal, in its widths, and above and below it, in its heights. */
const BESIDE = 0.8;
const ABOVE = 1;
/** Sides in pixels, at least: a threshold needs ground to compare with. */
const MIN_WIDTH = 120;
const MIN_HEIGHT = 60;

/** Windows in whole pixels around the hottest proposals, within a picture of that size. */
export function windowsAround(
  proposals: readonly Proposal[],
  size: { readonly width: number; readonly height: number },
): Box[] {
  const windows: Box[] = [];
  for (const { corners } of [...proposals].sort((a, b) => (b.heat ?? 0) - (a.heat ?? 0))) {
    const window = windowAround(boxOf(corners), size);
    const isNew = windows.every((other) => overlap(other, window) < SAME_WINDOW_OVERLAP);
    if (isNew && window.width > 0 && window.height > 0) windows.push(window);
    if (windows.length === MAX_WINDOWS) break;
  }
  return windows;
}

function windowAround(box: Box, size: { readonly width: number; readonly height: number }): Box {
  const halfWidth = Math.max(MIN_WIDTH, box.width * (1 + 2 * BESIDE)) / 2;
  const halfHeight = Math.max(MIN_HEIGHT, box.height * (1 + 2 * ABOVE)) / 2;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const left = Math.max(0, Math.floor(x - halfWidth));
  const top = Math.max(0, Math.floor(y - halfHeight));
  return {
    x: left,
    y: top,
    width: Math.min(size.width, Math.ceil(x + halfWidth)) - left,
    height: Math.min(size.height, Math.ceil(y + halfHeight)) - top,
  };
}
