/** Warps regions upright, all crops alike, so that the readers see every plate the same way. */
import type { Corners, Point } from './contracts.js';
import type { DecodedImage } from './decode.js';
import type { Region } from './localize/region.js';
import type { Mat } from './opencv.js';
import { findTextLine, type TextLine } from './rectify/text-line.js';
import { distance, interpolate, warpQuadrilateral } from './rectify/warp.js';

/**
 * A region warped upright, 8-bit grey, `CROP_HEIGHT` pixels high, its characters about `CHARACTER_HEIGHT`
 * high and level, with `CROP_MARGIN` around them. Whoever asked for the crop releases its `grey`.
 */
export interface Crop {
  readonly region: Region;
  /** The text with its margin, in pixels of the picture: where the crop was cut. */
  readonly corners: Corners;
  readonly grey: Mat;
  /** The line of characters in pixels of the crop. */
  readonly line: TextLine;
}

export const CROP_HEIGHT = 64;
export const CHARACTER_HEIGHT = 40;
const CROP_MARGIN = (CROP_HEIGHT - CHARACTER_HEIGHT) / 2;
/** Room left and right of the outermost characters, in pixels of the crop. */
const SIDE_MARGIN = 16;

/** The first look shows more than the region: a localizer that missed the first character missed it there. */
const LOOK_HEIGHT = 72;
const LOOK_BEYOND_X = 1.4;
const LOOK_BEYOND_Y = 0.12;
/** Height of the characters in the first look when the region fits them as localizers mean it. */
const LOOK_CHARACTER_HEIGHT = LOOK_HEIGHT / ((1 + 2 * LOOK_BEYOND_Y) * 1.5);
const MAX_ASPECT = 14;

/**
 * Looks for the line of characters in the region and warps again along it.
 * @returns null where the region shows no line of characters
 */
export function rectify(image: DecodedImage, region: Region): Crop | null {
  const look = warpQuadrilateral(image.grey, beyond(region.corners), LOOK_HEIGHT, MAX_ASPECT);
  if (!look) return null;
  const rough = findTextLine(look.grey, { expectedHeight: LOOK_CHARACTER_HEIGHT });
  const width = look.grey.cols;
  look.grey.release();
  if (!rough) return null;
  const corners = cornersAlong(rough, look.corners, width);
  const crop = warpQuadrilateral(image.grey, corners, CROP_HEIGHT, MAX_ASPECT);
  if (!crop) return null;
  const line = findTextLine(crop.grey, { expectedHeight: CHARACTER_HEIGHT });
  if (!line) {
    crop.grey.release();
    return null;
  }
  return { region, corners, grey: crop.grey, line };
}

function beyond(corners: Corners): Corners {
  const height = (distance(corners[0], corners[3]) + distance(corners[1], corners[2])) / 2;
  const width = (distance(corners[0], corners[1]) + distance(corners[3], corners[2])) / 2;
  const u = (height * LOOK_BEYOND_X) / Math.max(1, width);
  const v = LOOK_BEYOND_Y;
  return [
    interpolate(corners, -u, -v),
    interpolate(corners, 1 + u, -v),
    interpolate(corners, 1 + u, 1 + v),
    interpolate(corners, -u, 1 + v),
  ];
}

/** The corners, in the picture, of the text with its margin, as seen in a look of `width` × `LOOK_HEIGHT`. */
function cornersAlong(line: TextLine, look: Corners, width: number): Corners {
  const first = line.characters[0];
  const last = line.characters.at(-1);
  const margin = (CROP_MARGIN / CHARACTER_HEIGHT) * line.height;
  const side = (SIDE_MARGIN / CHARACTER_HEIGHT) * line.height;
  const left = (first?.x ?? 0) - side;
  const right = (last ? last.x + last.width : width) + side;
  const corner = (x: number, edge: { slope: number; intercept: number }, shift: number): Point =>
    interpolate(look, x / width, (edge.intercept + edge.slope * x + shift) / LOOK_HEIGHT);
  return [
    corner(left, line.capLine, -margin),
    corner(right, line.capLine, -margin),
    corner(right, line.baseLine, margin),
    corner(left, line.baseLine, margin),
  ];
}
