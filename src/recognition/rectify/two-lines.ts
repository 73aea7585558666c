/** Finds the two lines of a square plate around a line of text that is one of them. */
import type { DecodedImage } from '../decode.js';
import type { Blob } from '../localize/character-blobs.js';
import { measure, median } from '../localize/chains.js';
import { findLineAbove, fitsSquarePlate, type StackedLines } from '../localize/stacked-lines.js';
import { MatScope, type Mat } from '../opencv.js';
import { binaryViews } from './binary-views.js';
import { haveCommonGround, type LineBands } from './common-ground.js';
import { heightAt, leftEnd, rightEnd, textCorners } from './text-corners.js';
import { linesOf, toTextLine, type Line, type TextLine } from './text-line.js';
import { warpQuadrilateral, type Warped } from './warp.js';

/** The lines of a square plate, in pixels of the look. */
export interface TwoLines {
  readonly look: Warped;
  readonly upper: TextLine;
  readonly lower: TextLine;
}

/** Height of the known line's characters in the look, in pixels. */
const CHARACTER_HEIGHT = 32;
/** What the look shows around the known line, in heights of its characters: a whole line above and below it. */
const REACH = { x: 1.3, y: 2.2 };
const MAX_ASPECT = 3;
/** How far off the middle of the look the known line may be found again, in heights. */
const MAX_OFF_CENTRE = 0.4;

/**
 * Takes another look around a line that was found in `look`, and at the line above or below it.
 * @returns null where the line stands alone; otherwise the caller releases the new look
 */
export function findTwoLines(image: DecodedImage, known: TextLine, look: Warped): TwoLines | null {
  if (!fitsSquarePlate(known.characters, known.height)) return null;
  const height = Math.round(CHARACTER_HEIGHT * (1 + 2 * REACH.y));
  const wider = warpQuadrilateral(image, textCorners(look, [known], REACH), height, MAX_ASPECT);
  if (!wider) return null;
  const lines = bestPair(wider.grey, known);
  const found = lines && { look: wider, ...lines };
  if (found && standOnOnePlate(image, found)) return found;
  wider.grey.release();
  return null;
}

function bestPair(grey: Mat, known: TextLine): Omit<TwoLines, 'look'> | null {
  using mats = new MatScope();
  const search = { expectedHeight: CHARACTER_HEIGHT };
  let best: Omit<TwoLines, 'look'> | null = null;
  for (const view of binaryViews(grey, known.polarity, CHARACTER_HEIGHT, mats)) {
    for (const line of linesOf(view, grey, search)) {
      const stacked = findLineAbove(measure(line.characters), view.blobs);
      if (!stacked || !isAround(stacked, grey.rows / 2)) continue;
      const upper = parallelTo(line, toTextLine(stacked.upper, grey, known.polarity, search));
      if (!best || worth(upper, line) > worth(best.upper, best.lower)) best = { upper, lower: line };
    }
  }
  return best;
}

const worth = (upper: TextLine, lower: TextLine): number => upper.quality + lower.quality;

/** Whether one of the lines is the known one, which stands in the middle. */
function isAround({ upper, lower }: StackedLines, middle: number): boolean {
  return [upper, lower].some(({ blobs, height }) => {
    const offCentre = Math.abs(median(blobs.map((blob) => blob.y + blob.height / 2)) - middle);
    return offCentre < MAX_OFF_CENTRE * height;
  });
}

/** Two characters tell no slope, three poorly: the other line lends its own. */
function parallelTo({ capLine, baseLine }: TextLine, line: TextLine): TextLine {
  if (line.characters.length > 3) return line;
  const along = (slope: number, end: (blob: Blob) => number): Line => ({
    slope,
    intercept: median(line.characters.map((blob) => end(blob) - slope * (blob.x + blob.width / 2))),
  });
  return {
    ...line,
    capLine: along(capLine.slope, ({ y }) => y),
    baseLine: along(baseLine.slope, ({ y, height }) => y + height),
  };
}

/** Height of the crop, without margins, on which the ground is judged. */
const CLOSE_HEIGHT = 64;

function standOnOnePlate(image: DecodedImage, { look, upper, lower }: TwoLines): boolean {
  const corners = textCorners(look, [upper, lower], { x: 0, y: 0 });
  const close = warpQuadrilateral(image, corners, CLOSE_HEIGHT, MAX_ASPECT);
  if (!close) return false;
  using mats = new MatScope();
  return haveCommonGround(mats.own(close.grey), bandsOf(upper, lower), lower.polarity);
}

/** Where the lines are in a crop from the cap line of the upper to the base line of the lower. */
function bandsOf(upper: TextLine, lower: TextLine): LineBands {
  const x = (leftEnd(lower) + rightEnd(lower)) / 2;
  const top = heightAt(upper.capLine, x);
  const bottom = heightAt(lower.baseLine, x);
  const row = (y: number): number => ((y - top) * CLOSE_HEIGHT) / (bottom - top);
  const between = { from: row(heightAt(upper.baseLine, x)), to: row(heightAt(lower.capLine, x)) };
  return {
    upper: { from: 0, to: between.from },
    between,
    lower: { from: between.to, to: CLOSE_HEIGHT },
  };
}
