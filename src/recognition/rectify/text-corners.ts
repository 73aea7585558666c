/** Where a text that a look shows stands in the picture. */
import type { Corners, Point } from '../contracts.js';
import type { Line, TextLine } from './text-line.js';
import { interpolate, type Warped } from './warp.js';

/** Room around the characters, in heights of a character. */
export interface TextMargins {
  readonly x: number;
  readonly y: number;
}

/** The corners, in the picture, of some lines of text with a margin around them, top first as a look shows them. */
export function textCorners(look: Warped, lines: readonly TextLine[], margins: TextMargins): Corners {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return look.corners;
  const left = Math.min(...lines.map((line) => leftEnd(line) - margins.x * line.height));
  const right = Math.max(...lines.map((line) => rightEnd(line) + margins.x * line.height));
  const corner = (x: number, edge: Line, shift: number): Point =>
    interpolate(look.corners, x / look.grey.cols, (heightAt(edge, x) + shift) / look.grey.rows);
  const above = -margins.y * first.height;
  const below = margins.y * last.height;
  return [
    corner(left, first.capLine, above),
    corner(right, first.capLine, above),
    corner(right, last.baseLine, below),
    corner(left, last.baseLine, below),
  ];
}

/** y of a line at `x`. */
export function heightAt({ slope, intercept }: Line, x: number): number {
  return intercept + slope * x;
}

export function leftEnd({ characters }: TextLine): number {
  return Math.min(...characters.map(({ x }) => x));
}

export function rightEnd({ characters }: TextLine): number {
  return Math.max(...characters.map(({ x, width }) => x + width));
}
