/** Finds the one line of text that a roughly warped region shows. */
import type { Blob } from '../localize/character-blobs.js';
import { findChains, fitLine, mean, measure, median, type Chain } from '../localize/chains.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import { binaryViews, type BinaryView, type Polarity } from './binary-views.js';

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

export interface Search {
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
    using mats = new MatScope();
    for (const view of binaryViews(grey, polarity, search.expectedHeight, mats)) {
      for (const line of linesOf(view, grey, search)) {
        if (!best || line.quality > best.quality) best = line;
      }
    }
  }
  return best;
}

/** Every line of at least three characters that one binary picture of `grey` shows. */
export function linesOf({ binary, blobs, polarity }: BinaryView, grey: Mat, search: Search): TextLine[] {
  return findChains(blobs)
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

export function toTextLine(chain: Chain, grey: Mat, polarity: Polarity, search: Search): TextLine {
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
    worthOf(count) -
    0.8 * chain.waviness -
    0.8 * chain.unevenness -
    0.25 * heightError -
    0.5 * offCentre -
    0.2 * looseness
  );
}

/** The quality of a plate's lines taken together: as even as they are on average, as long as they are together. */
export function joinedQuality(lines: readonly TextLine[]): number {
  const count = lines.reduce((sum, { characters }) => sum + characters.length, 0);
  const flaws = lines.map(({ quality, characters }) => worthOf(characters.length) - quality);
  return worthOf(count) - mean(flaws);
}

/** Many characters in one line are rarely chance. */
const worthOf = (count: number): number => Math.min(count, 8) / 8;

/** Least squares, then once more without the points farthest off: a Q's tail or a bolt bends no line. */
function robustLine(points: readonly (readonly [number, number])[]): Line {
  const first = fitLine(points);
  if (points.length < 5) return first;
  const errors = points.map(([x, y]) => Math.abs(y - first.intercept - first.slope * x));
  const limit = Math.max(1, 2 * median(errors));
  const close = points.filter((_, index) => (errors[index] ?? 0) <= limit);
  return close.length >= 3 ? fitLine(close) : first;
}
