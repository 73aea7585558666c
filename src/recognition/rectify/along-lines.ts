/** Cuts a region along the one or two lines of characters that contours show in it. */
import type { Corners } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { MatScope } from '../opencv.js';
import { cropOfLine, type Crop, type SeenRegion } from './crop.js';
import { CROP_HEIGHT, CROP_MARGINS, cutLine, cutShortLine, MAX_ASPECT } from './line-crop.js';
import { heightAt, leftEnd, rightEnd, textCorners } from './text-corners.js';
import { findTextLine, type TextLine } from './text-line.js';
import { findTwoLines } from './two-lines.js';
import { distance, grown, sizeOf, warpQuadrilateral, type Warped } from './warp.js';

/** The first look shows more than the region: a localizer that missed the first character missed it there. */
const LOOK_HEIGHT = 72;
const LOOK_BEYOND_X = 1.4;
const LOOK_BEYOND_Y = 0.12;
/** Height of the characters as a share of the region's, as localizers mean it, for one line and for two. */
const SHARE_OF_ONE_LINE = 1 / 1.5;
const SHARE_OF_TWO_LINES = 0.38;
/** Wider regions, width over height, show no plate of two lines. */
const MAX_ASPECT_OF_TWO_LINES = 2.2;

/**
 * Looks for a line of characters in the region, for a second one above or below it, and warps again along them.
 * @returns null where contours show no line of characters
 */
export function cutAlongLines(image: DecodedImage, region: SeenRegion): Crop | null {
  const look = warpQuadrilateral(image, beyond(region.corners), LOOK_HEIGHT, MAX_ASPECT);
  if (!look) return null;
  using mats = new MatScope();
  mats.own(look.grey);
  const rough = findTextLine(look.grey, { expectedHeight: expectedHeight(SHARE_OF_ONE_LINE) });
  const two = rough && twoLines(image, region, rough, look);
  if (two) return two;
  if (aspectOf(region.corners) < MAX_ASPECT_OF_TWO_LINES) {
    const small = findTextLine(look.grey, { expectedHeight: expectedHeight(SHARE_OF_TWO_LINES) });
    const found = small && !isSameLine(small, rough) && twoLines(image, region, small, look);
    if (found) return found;
  }
  const line = rough && cutLine(image, look, rough);
  return line && cropOfLine(region, 'line', line);
}

function expectedHeight(share: number): number {
  return (LOOK_HEIGHT * share) / (1 + 2 * LOOK_BEYOND_Y);
}

/** The crop of both lines where the one that was found in `look` is one of two. */
function twoLines(image: DecodedImage, region: SeenRegion, known: TextLine, look: Warped): Crop | null {
  using mats = new MatScope();
  const found = findTwoLines(image, known, look);
  if (!found) return null;
  mats.own(found.look.grey);
  const upper = cutShortLine(image, found.look, found.upper);
  const lower = upper && cutLine(image, found.look, found.lower);
  const corners = textCorners(found.look, [found.upper, found.lower], CROP_MARGINS);
  const whole = lower && warpQuadrilateral(image, corners, 2 * CROP_HEIGHT, MAX_ASPECT);
  if (whole) return { region, cutBy: 'line', corners, grey: whole.grey, lines: [upper, lower] };
  upper?.grey.release();
  lower?.grey.release();
  return null;
}

function isSameLine(line: TextLine, other: TextLine | null): boolean {
  if (!other) return false;
  const x = (leftEnd(line) + rightEnd(line)) / 2;
  const apart = Math.abs(heightAt(line.baseLine, x) - heightAt(other.baseLine, x));
  return apart < 0.3 * line.height && Math.abs(line.height - other.height) < 0.3 * line.height;
}

function beyond(corners: Corners): Corners {
  const [width, height] = sizeOf(corners);
  return grown(corners, (height * LOOK_BEYOND_X) / Math.max(1, width), LOOK_BEYOND_Y);
}

function aspectOf(corners: Corners): number {
  return distance(corners[0], corners[1]) / Math.max(1, distance(corners[0], corners[3]));
}
