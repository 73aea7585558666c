/** Tells two lines of one plate from a plate and something above it: the ground is the same around and between them. */
import { cv, MatScope, type Mat } from '../opencv.js';
import type { Polarity } from './binary-views.js';

/** Rows of a crop, the last one left out. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

export interface LineBands {
  readonly upper: Band;
  readonly between: Band;
  readonly lower: Band;
}

/** How far a ground may differ from another, as a share of its contrast to the characters. */
const MAX_DIFFERENCE = 0.4;
/** Characters cover less than half of a line; of the ground between the lines but their soft edges are darker. */
const GROUND_IN_LINE = 0.6;
const GROUND_BETWEEN = 0.3;
const INK = 0.08;

/** @param grey the plate upright, cut closely around the characters at its left and right */
export function haveCommonGround(
  grey: Mat,
  { upper, between, lower }: LineBands,
  polarity: Polarity,
): boolean {
  using mats = new MatScope();
  const page = polarity === 'dark' ? grey : mats.own(grey.bitwiseNot());
  const above = sortedLevels(page, upper);
  const below = sortedLevels(page, lower);
  const ground = quantile(below, GROUND_IN_LINE);
  const tolerance = MAX_DIFFERENCE * (ground - quantile(below, INK));
  const others = [quantile(above, GROUND_IN_LINE), quantile(sortedLevels(page, between), GROUND_BETWEEN)];
  return others.every((other) => Math.abs(other - ground) <= tolerance);
}

function sortedLevels(page: Mat, { from, to }: Band): Uint8Array {
  using mats = new MatScope();
  const top = Math.min(page.rows - 1, Math.max(0, Math.round(from)));
  const bottom = Math.min(page.rows, Math.max(top + 1, Math.round(to)));
  const rows = mats.own(page.getRegion(new cv.Rect(0, top, page.cols, bottom - top)));
  return new Uint8Array(mats.own(rows.copy()).getData()).sort();
}

function quantile(sorted: Uint8Array, share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
