/** Finds the one line of text that a roughly warped region shows. */
import { allBlobs, type Blob } from '../localize/character-blobs.js';
import { findChains, fitLine, mean, measure, median, type Chain } from '../localize/chains.js';
import { cv, MatScope, type Mat } from '../opencv.js';

export type Polarity = 'dark' | 'light';

/** A straight line: y = intercept + slope · x. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

export interface TextLine {
  readonly polarity: Polarity;
  /** One blob a character, left to right. */
  readonly characters: readonly Blob[];
  /** Median height of the characters in pixels. */
  readonly height: number;
  /** Through the upper and the lower ends of the characters. */
  readonly capLine: Line;
  readonly baseLine: Line;
  /** 0 to about 1: how much this looks like the characters of a plate. */
  readonly quality: number;
}

interface Search {
  /** Height of the characters that is expected, in pixels. */
  readonly expectedHeight: number;
}

const MIN_CHARACTERS = 3;
/** A country band: share of its box, and of a side of it, that is filled at least; pixels of a side looked at. */
const MIN_BAND_FILL = 0.58;
const MIN_RIM = 0.85;
const RIM = 2;
/** How far a character's end may lie off the line through the others, in heights. */
const MAX_STRAY = 0.12;

/**
 * The best line of characters in either polarity and several thresholds, or null where there is none.
 * A threshold of its own for each crop is what makes characters that touch the frame or lie half in the
 * shade come apart: no single one does for all.
 */
export function findTextLine(grey: Mat, search: Search): TextLine | null {
  let best: TextLine | null = null;
  for (const polarity of ['dark', 'light'] as const) {
    for (const binarize of BINARIZATIONS) {
      using mats = new MatScope();
      const binary = mats.own(binarize(grey, polarity, search.expectedHeight));
      for (const line of linesOf(binary, grey, polarity, search)) {
        if (!best || line.quality > best.quality) best = line;
      }
    }
  }
  return best;
}

type Binarize = (grey: Mat, polarity: Polarity, expectedHeight: number) => Mat;

/** What is character is white in the result. */
const BINARIZATIONS: readonly Binarize[] = [
  otsu,
  (grey, polarity, height) => adaptive(grey, polarity, { block: 0.6 * height, offset: 6 }),
  (grey, polarity, height) => adaptive(grey, polarity, { block: 1.2 * height, offset: 10 }),
];

function otsu(grey: Mat, polarity: Polarity): Mat {
  const type = polarity === 'dark' ? cv.THRESH_BINARY_INV : cv.THRESH_BINARY;
  return grey.threshold(0, 255, type | cv.THRESH_OTSU);
}

function adaptive(grey: Mat, polarity: Polarity, how: { block: number; offset: number }): Mat {
  const type = polarity === 'dark' ? cv.THRESH_BINARY_INV : cv.THRESH_BINARY;
  const block = 2 * Math.round(how.block / 2) + 1;
  const offset = polarity === 'dark' ? how.offset : -how.offset;
  return grey.adaptiveThreshold(255, cv.ADAPTIVE_THRESH_MEAN_C, type, Math.max(3, block), offset);
}

function linesOf(binary: Mat, grey: Mat, polarity: Polarity, search: Search): TextLine[] {
  const { expectedHeight } = search;
  const plausible = allBlobs(binary).filter(
    (blob) =>
      // What the border cuts is not all there: a P would read as an F.
      blob.x > 0 &&
      blob.x + blob.width < binary.cols &&
      blob.height >= 0.5 * expectedHeight &&
      blob.height <= 1.5 * expectedHeight &&
      blob.width <= 1.25 * blob.height &&
      blob.width >= 0.06 * blob.height &&
      blob.area >= 0.12 * blob.width * blob.height &&
      // A country band is a full block; of the characters only I and 1 are, and they are narrow.
      (blob.area <= 0.82 * blob.width * blob.height || blob.width <= 0.45 * blob.height),
  );
  return findChains(plausible)
    .map((chain) => measure(withinLines(withoutBands(chain.blobs, binary))))
    .filter((chain) => chain.blobs.length >= MIN_CHARACTERS)
    .map((chain) => toTextLine(chain, grey, polarity, search));
}

/** Country bands stand at the ends of a plate. */
function withoutBands(blobs: readonly Blob[], binary: Mat): readonly Blob[] {
  const first = blobs[0];
  const last = blobs.at(-1);
  if (blobs.length <= MIN_CHARACTERS || !first || !last) return blobs;
  const from = isFramedBlock(first, binary) ? 1 : 0;
  const to = isFramedBlock(last, binary) ? blobs.length - 1 : blobs.length;
  return blobs.slice(from, to);
}

/**
 * Whether the blob is solid and fills its box to both sides and above or below, as a coloured band does, wherever
 * the country's letters break it open. An E is open to the right, a U above and a D at its corners.
 */
function isFramedBlock({ x, y, width, height, area }: Blob, binary: Mat): boolean {
  if (width < 0.35 * height || area < MIN_BAND_FILL * width * height) return false;
  using mats = new MatScope();
  const filled = (side: { x: number; y: number; width: number; height: number }): boolean => {
    const rim = mats.own(binary.getRegion(new cv.Rect(side.x, side.y, side.width, side.height)));
    return rim.countNonZero() > MIN_RIM * side.width * side.height;
  };
  const left = { x, y, width: RIM, height };
  const top = { x, y, width, height: RIM };
  return (
    filled(left) &&
    filled({ ...left, x: x + width - RIM }) &&
    (filled(top) || filled({ ...top, y: y + height - RIM }))
  );
}

/**
 * Leaves out, worst first, what does not reach from the base line to the cap line as the others do: bands,
 * crests and frames stand beside the characters but are taller or shorter.
 */
function withinLines(members: readonly Blob[]): readonly Blob[] {
  let blobs = members;
  while (blobs.length > MIN_CHARACTERS) {
    const { capLine, baseLine } = boundingLines(blobs);
    const height = median(blobs.map((blob) => blob.height));
    const errors = blobs.map((blob) => {
      const x = blob.x + blob.width / 2;
      const above = Math.abs(blob.y - capLine.intercept - capLine.slope * x);
      const below = Math.abs(blob.y + blob.height - baseLine.intercept - baseLine.slope * x);
      return Math.max(above, below);
    });
    const worst = errors.indexOf(Math.max(...errors));
    if ((errors[worst] ?? 0) <= Math.max(1.5, MAX_STRAY * height)) break;
    blobs = blobs.filter((_, index) => index !== worst);
  }
  return blobs;
}

function boundingLines(blobs: readonly Blob[]): { capLine: Line; baseLine: Line } {
  return {
    capLine: robustLine(blobs.map((blob) => [blob.x + blob.width / 2, blob.y])),
    baseLine: robustLine(blobs.map((blob) => [blob.x + blob.width / 2, blob.y + blob.height])),
  };
}

function toTextLine(chain: Chain, grey: Mat, polarity: Polarity, search: Search): TextLine {
  const { blobs } = chain;
  const height = chain.height;
  return {
    polarity,
    characters: blobs,
    height,
    ...boundingLines(blobs),
    quality: qualityOf(chain, grey, search),
  };
}

function qualityOf(chain: Chain, grey: Mat, search: Search): number {
  const count = chain.blobs.length;
  const heightError = Math.abs(Math.log(chain.height / search.expectedHeight));
  const middle = grey.rows / 2;
  const centre = mean(chain.blobs.map((blob) => blob.y + blob.height / 2));
  const offCentre = Math.abs(centre - middle) / grey.rows;
  const gaps = chain.blobs.slice(1).map((blob, index) => {
    const before = chain.blobs[index] as Blob;
    return (blob.x - before.x - before.width) / chain.height;
  });
  const looseness = Math.max(0, mean(gaps) - 0.5);
  return (
    Math.min(count, 8) / 8 -
    0.8 * chain.waviness -
    0.8 * chain.unevenness -
    0.25 * heightError -
    0.5 * offCentre -
    0.2 * looseness
  );
}

/** Least squares, then once more without the points farthest off: a Q's tail or a bolt bends no line. */
function robustLine(points: readonly (readonly [number, number])[]): Line {
  const first = fitLine(points);
  if (points.length < 5) return first;
  const errors = points.map(([x, y]) => Math.abs(y - first.intercept - first.slope * x));
  const limit = Math.max(1, 2 * median(errors));
  const close = points.filter((_, index) => (errors[index] ?? 0) <= limit);
  return close.length >= 3 ? fitLine(close) : first;
}
