/** Cuts one line of characters out of the picture, as readers want to see it. */
import type { Corners } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import type { Blob } from '../localize/character-blobs.js';
import { measure } from '../localize/chains.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import { binaryViews, type Polarity } from './binary-views.js';
import { leanOf } from './lean.js';
import { textCorners, type TextMargins } from './text-corners.js';
import { findTextLine, toTextLine, type TextLine } from './text-line.js';
import { interpolate, warpQuadrilateral, type Warped } from './warp.js';

/**
 * A line of characters warped upright, 8-bit grey, `CROP_HEIGHT` pixels high, its characters about
 * `CHARACTER_HEIGHT` high and level, with the margin around them.
 */
export interface LineCrop {
  /** The characters with their margin, in pixels of the picture: where the crop was cut. */
  readonly corners: Corners;
  readonly grey: Mat;
  /** The line of characters in pixels of the crop; null where none was found and the crop shows the region. */
  readonly line: TextLine | null;
}

/** A crop along a line of characters that was found. */
export interface TextLineCrop extends LineCrop {
  readonly line: TextLine;
}

export const CROP_HEIGHT = 64;
export const CHARACTER_HEIGHT = 40;
/** Room above and below the characters, and left and right of the outermost, in pixels of the crop. */
const MARGIN = (CROP_HEIGHT - CHARACTER_HEIGHT) / 2;
const SIDE_MARGIN = 16;
export const CROP_MARGINS: TextMargins = { x: SIDE_MARGIN / CHARACTER_HEIGHT, y: MARGIN / CHARACTER_HEIGHT };
export const MAX_ASPECT = 14;

/**
 * Warps along a line that a look showed and finds its characters anew.
 * @returns null where no line of characters is found; otherwise the caller releases its `grey`
 */
export function cutLine(image: DecodedImage, look: Warped, rough: TextLine): TextLineCrop | null {
  const search = (crop: Mat): TextLine | null => findTextLine(crop, { expectedHeight: CHARACTER_HEIGHT });
  return cut(image, look, rough, search);
}

/** The same for a line that may be too short to be found by itself: two characters, where the look showed them. */
export function cutShortLine(image: DecodedImage, look: Warped, rough: TextLine): TextLineCrop | null {
  return cut(image, look, rough, (crop) => charactersInPlace(crop, rough.polarity));
}

function cut(
  image: DecodedImage,
  look: Warped,
  rough: TextLine,
  search: (crop: Mat) => TextLine | null,
): TextLineCrop | null {
  const crop = cutAlong(image, textCorners(look, [rough], CROP_MARGINS), search);
  if (!crop) return null;
  const upright = setUpright(image, crop, search);
  if (upright) crop.grey.release();
  return upright ?? crop;
}

function cutAlong(
  image: DecodedImage,
  corners: Corners,
  search: (crop: Mat) => TextLine | null,
): TextLineCrop | null {
  const crop = warpQuadrilateral(image, corners, CROP_HEIGHT, MAX_ASPECT);
  if (!crop) return null;
  const line = search(crop.grey);
  if (line) return { corners, grey: crop.grey, line };
  crop.grey.release();
  return null;
}

/** Cuts the line once more where its characters lean; null where they stand upright or are lost by it. */
function setUpright(
  image: DecodedImage,
  { corners, grey, line }: TextLineCrop,
  search: (crop: Mat) => TextLine | null,
): TextLineCrop | null {
  using mats = new MatScope();
  const rows = new cv.Rect(0, MARGIN, grey.cols, CHARACTER_HEIGHT);
  const lean = leanOf(mats.own(grey.getRegion(rows)), line.polarity);
  if (lean === 0) return null;
  const shift = (lean * CROP_HEIGHT) / 2 / grey.cols;
  return cutAlong(
    image,
    [
      interpolate(corners, shift, 0),
      interpolate(corners, 1 + shift, 0),
      interpolate(corners, 1 - shift, 1),
      interpolate(corners, -shift, 1),
    ],
    search,
  );
}

const MIN_CHARACTERS = 2;
/** How far off its place a character may begin or end, in pixels of the crop. */
const MAX_STRAY = 6;

/** The characters that stand just between the margins, in the threshold that shows most of them. */
function charactersInPlace(crop: Mat, polarity: Polarity): TextLine | null {
  using mats = new MatScope();
  const inPlace = ({ x, y, width, height }: Blob): boolean =>
    Math.abs(y - MARGIN) <= MAX_STRAY &&
    Math.abs(y + height - CROP_HEIGHT + MARGIN) <= MAX_STRAY &&
    x >= SIDE_MARGIN - MAX_STRAY &&
    x + width <= crop.cols - SIDE_MARGIN + MAX_STRAY;
  const lines = binaryViews(crop, polarity, CHARACTER_HEIGHT, mats)
    .map(({ blobs }) => blobs.filter(inPlace).sort((a, b) => a.x - b.x))
    .filter((blobs) => blobs.length >= MIN_CHARACTERS)
    .map((blobs) => toTextLine(measure(blobs), crop, polarity, { expectedHeight: CHARACTER_HEIGHT }))
    .sort((a, b) => b.quality - a.quality);
  return lines[0] ?? null;
}
