/**
 * The two lines of a square plate: few large characters, and above them a shorter line of much the same kind.
 * Pure geometry, no picture. It is strict, because most plates have one line and much stands above them: bolts,
 * stickers, the name of a state, the lip of a bumper.
 */
import type { Corners } from '../contracts.js';
import type { Blob } from './character-blobs.js';
import { mean, measure, median, type Chain } from './chains.js';

export interface StackedLines {
  readonly upper: Chain;
  /** Parallel to the upper line. */
  readonly lower: Chain;
}

/** Room around the characters, as a share of the median height of the line that it is next to. */
export interface LineMargins {
  readonly x: number;
  readonly y: number;
}

/** More characters than this, or a wider line, fit no square plate. */
const MAX_LOWER_BLOBS = 6;
const MAX_LOWER_ASPECT = 4.6;
const MIN_UPPER_BLOBS = 2;
const MAX_UPPER_BLOBS = 5;
/** Height of the upper line's characters, in those of the lower. */
const MIN_HEIGHT_RATIO = 0.6;
const MAX_HEIGHT_RATIO = 1.6;
/** Height of one character of the upper line in that of another, at least: a crest is smaller than its letters. */
const MIN_LIKENESS = 0.84;
/** How far the ends of the upper line's characters may lie off their common lines, in their height. */
const MAX_STRAY = 0.12;
/** Between neighbours in the upper line, in their height: a hyphen may stand there; the boxes of tilted ones overlap. */
const MAX_GAP = 1.3;
const MAX_OVERLAP = 0.2;
/** Ground between the lines, in heights of the lower. */
const MIN_DISTANCE = 0.05;
const MAX_DISTANCE = 0.9;
/** How far the upper line may reach beyond the ends of the lower, in heights of the lower. */
const MAX_OVERHANG = 0.35;

/**
 * The line of characters above a chain on the same plate, or null where the chain has none.
 * @param blobs every blob of the chain's binary picture that may be a character; those of the chain may be among them
 */
export function findLineAbove(lower: Chain, blobs: readonly Blob[]): StackedLines | null {
  if (!fitsSquarePlate(lower.blobs, lower.height)) return null;
  const above = blobs.filter((blob) => standsAbove(blob, lower)).sort((a, b) => a.x - b.x);
  let best: StackedLines | null = null;
  for (const seed of above) {
    const members = alignedWith(seed, above, lower.slope);
    const lines = { upper: measureAlong(members, lower.slope), lower };
    if (isUpperLine(members, lower) && (!best || isBetter(lines, best))) best = lines;
  }
  return best;
}

/** Whether a line of characters is short enough for a plate of two lines. */
export function fitsSquarePlate(blobs: readonly Blob[], height: number): boolean {
  return blobs.length <= MAX_LOWER_BLOBS && right(blobs) - left(blobs) <= MAX_LOWER_ASPECT * height;
}

/** The corners around both lines, along the lower one. */
export function cornersAroundLines({ upper, lower }: StackedLines, margins: LineMargins): Corners {
  const from = Math.min(...[upper, lower].map((line) => left(line.blobs) - margins.x * line.height));
  const to = Math.max(...[upper, lower].map((line) => right(line.blobs) + margins.x * line.height));
  const top = (x: number): number => centreLine(upper, x) - upper.height * (0.5 + margins.y);
  const bottom = (x: number): number => centreLine(lower, x) + lower.height * (0.5 + margins.y);
  return [
    [from, top(from)],
    [to, top(to)],
    [to, bottom(to)],
    [from, bottom(from)],
  ];
}

/** Whether a blob is as large as the upper line's characters are and ends where they do. */
function standsAbove(blob: Blob, lower: Chain): boolean {
  const ratio = blob.height / lower.height;
  if (ratio < MIN_HEIGHT_RATIO || ratio > MAX_HEIGHT_RATIO) return false;
  const distance = distanceAbove(blob, lower);
  return distance >= MIN_DISTANCE * lower.height && distance <= MAX_DISTANCE * lower.height;
}

/** Ground between a blob and the lower line's characters; the upright boxes of tilted characters hide some of it. */
function distanceAbove(blob: Blob, lower: Chain): number {
  const hidden = Math.abs(lower.slope) * blob.width;
  const capLine = centreLine(lower, centreX(blob)) - lower.height / 2;
  return capLine + hidden - (blob.y + blob.height);
}

/** The run of blobs around `seed` that are as high as it and stand on one line with it. `sorted` by x. */
function alignedWith(seed: Blob, sorted: readonly Blob[], slope: number): Blob[] {
  const alike = sorted.filter((blob) => isAlike(blob, seed, slope));
  const at = alike.indexOf(seed);
  let from = at;
  let to = at;
  while (from > 0 && areNeighbours(alike[from - 1], alike[from])) from--;
  while (to < alike.length - 1 && areNeighbours(alike[to], alike[to + 1])) to++;
  return alike.slice(from, to + 1);
}

function isAlike(blob: Blob, seed: Blob, slope: number): boolean {
  const [low, high] = [Math.min(blob.height, seed.height), Math.max(blob.height, seed.height)];
  if (low < MIN_LIKENESS * high) return false;
  const rise = slope * (centreX(blob) - centreX(seed));
  const offTop = Math.abs(blob.y - seed.y - rise);
  const offBottom = Math.abs(blob.y + blob.height - seed.y - seed.height - rise);
  // Small characters are a few pixels high, and a pixel off is no misfit.
  return Math.max(offTop, offBottom) <= Math.max(1.5, MAX_STRAY * high);
}

function areNeighbours(before: Blob | undefined, after: Blob | undefined): boolean {
  if (!before || !after) return false;
  const gap = after.x - before.x - before.width;
  return gap <= MAX_GAP * before.height && gap >= -MAX_OVERLAP * before.height;
}

/** A run that goes on past the lower line is a name on the vehicle or a part of it. */
function isUpperLine(members: readonly Blob[], lower: Chain): boolean {
  if (members.length < MIN_UPPER_BLOBS || members.length > MAX_UPPER_BLOBS) return false;
  // Upwards of a line that falls to the right is to its right as well.
  const lean = lower.slope * lower.height * (1 + MAX_DISTANCE);
  const overhang = MAX_OVERHANG * lower.height;
  return (
    left(members) >= left(lower.blobs) - overhang + Math.min(0, lean) &&
    right(members) <= right(lower.blobs) + overhang + Math.max(0, lean)
  );
}

/** The line next to the lower one belongs to it; of the blobs at that height as many as stand on one line. */
function isBetter(lines: StackedLines, than: StackedLines): boolean {
  const distance = (one: StackedLines): number =>
    (centreLine(one.lower, 0) - centreLine(one.upper, 0)) / one.lower.height;
  if (Math.abs(distance(lines) - distance(than)) > 0.3) return distance(lines) < distance(than);
  return lines.upper.blobs.length > than.upper.blobs.length;
}

/** Two blobs are too few to tell a slope: that of the other line is theirs. */
function measureAlong(blobs: readonly Blob[], slope: number): Chain {
  const intercept = median(blobs.map((blob) => centreY(blob) - slope * centreX(blob)));
  const chain = measure(blobs);
  const distances = blobs.map((blob) => Math.abs(centreY(blob) - intercept - slope * centreX(blob)));
  return { ...chain, slope, intercept, waviness: mean(distances) / chain.height };
}

const centreLine = ({ slope, intercept }: Chain, x: number): number => intercept + slope * x;
const left = (blobs: readonly Blob[]): number => Math.min(...blobs.map(({ x }) => x));
const right = (blobs: readonly Blob[]): number => Math.max(...blobs.map(({ x, width }) => x + width));
const centreX = (blob: Blob): number => blob.x + blob.width / 2;
const centreY = (blob: Blob): number => blob.y + blob.height / 2;
