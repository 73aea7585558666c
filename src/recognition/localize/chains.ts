/**
 * Chains of character-like blobs: what stands left to right at one height, on one line, is likely a text.
 * Pure geometry, no picture.
 */
import type { Blob } from './character-blobs.js';

/** Blobs of one line of text, left to right, with the straight lines that bound them. */
export interface Chain {
  readonly blobs: readonly Blob[];
  /** Median height of the blobs. */
  readonly height: number;
  /** Rise of the line of text per pixel to the right (y grows downwards). */
  readonly slope: number;
  /** y of the line through the blobs' centres at x = 0. */
  readonly intercept: number;
  /** Mean distance of the centres from that line, in heights. */
  readonly waviness: number;
  /** Standard deviation of the blobs' heights, in heights. */
  readonly unevenness: number;
}

const MIN_BLOBS = 3;
/** Largest gap between neighbours, in heights: crests and seals stand in such gaps. */
const MAX_GAP = 1.6;
const MIN_OVERLAP = -0.3;
const MIN_HEIGHT_RATIO = 0.75;
/** Vertical step to the neighbour: some unevenness plus the steepest slope that is looked for. */
const MAX_DRIFT = 0.12;
const MAX_SLOPE = 0.52;
const MAX_WAVINESS = 0.13;

/** Every chain of at least three blobs; each blob is linked to the one neighbour on its right that fits it best. */
export function findChains(unsorted: readonly Blob[]): Chain[] {
  const blobs = [...unsorted].sort((a, b) => a.x - b.x);
  const { next, hasPrevious } = linkNeighbours(blobs);
  const chains: Chain[] = [];
  for (let start = 0; start < blobs.length; start++) {
    if (hasPrevious[start]) continue;
    const members: Blob[] = [];
    for (let at = start; at !== NONE; at = next[at] ?? NONE) {
      const blob = blobs[at];
      if (blob) members.push(blob);
    }
    const chain = trimToLine(members);
    if (chain) chains.push(chain);
  }
  return chains;
}

/** The place of no blob. */
const NONE = -1;

function linkNeighbours(blobs: readonly Blob[]): { next: Int32Array; hasPrevious: Uint8Array } {
  const next = new Int32Array(blobs.length).fill(NONE);
  const previous = new Int32Array(blobs.length).fill(NONE);
  const costs = new Float64Array(blobs.length);
  blobs.forEach((left, index) => {
    const { best, cost } = closestFollower(blobs, index, left);
    if (best === NONE) return;
    // Two blobs may claim the same follower (a bolt beside a character): the closer fit keeps it.
    const rival = previous[best] ?? NONE;
    if (rival !== NONE && (costs[rival] ?? 0) <= cost) return;
    if (rival !== NONE) next[rival] = NONE;
    next[index] = best;
    previous[best] = index;
    costs[index] = cost;
  });
  return { next, hasPrevious: Uint8Array.from(previous, (at) => (at === NONE ? 0 : 1)) };
}

/** Blobs are sorted by x, so the search ends where no gap can reach. */
function closestFollower(blobs: readonly Blob[], index: number, left: Blob): { best: number; cost: number } {
  const reach = left.x + left.width + (MAX_GAP * left.height) / MIN_HEIGHT_RATIO;
  let best = NONE;
  let cost = Infinity;
  for (let at = index + 1; at < blobs.length; at++) {
    const right = blobs[at];
    if (!right || right.x > reach) break;
    const own = linkCost(left, right);
    if (own >= cost) continue;
    best = at;
    cost = own;
  }
  return { best, cost };
}

/** How badly `right` follows `left`, in pixels; infinite where it cannot be the next character. */
function linkCost(left: Blob, right: Blob): number {
  const height = Math.max(left.height, right.height);
  if (Math.min(left.height, right.height) < MIN_HEIGHT_RATIO * height) return Infinity;
  const gap = right.x - left.x - left.width;
  if (gap > MAX_GAP * height || gap < MIN_OVERLAP * height) return Infinity;
  const dx = centreX(right) - centreX(left);
  if (dx <= 0.12 * height) return Infinity;
  const dy = Math.abs(centreY(right) - centreY(left));
  if (dy > MAX_DRIFT * height + 0.8 * MAX_SLOPE * dx) return Infinity;
  return dx + 3 * dy + 3 * Math.abs(right.height - left.height);
}

/** Drops what stands off the common line or height, worst first, until the rest is a line of text or too short. */
function trimToLine(members: readonly Blob[]): Chain | null {
  let blobs = members;
  while (blobs.length >= MIN_BLOBS) {
    const chain = measure(blobs);
    const worst = farthestFromLine(chain);
    if (worst.misfit <= 1 && chain.waviness <= MAX_WAVINESS) {
      return Math.abs(chain.slope) <= MAX_SLOPE ? chain : null;
    }
    blobs = blobs.filter((_, index) => index !== worst.index);
  }
  return null;
}

/** Misfit above 1: the blob is no part of the line. */
function farthestFromLine(chain: Chain): { index: number; misfit: number } {
  let index = 0;
  let misfit = 0;
  chain.blobs.forEach((blob, at) => {
    const offLine = Math.abs(centreY(blob) - chain.intercept - chain.slope * centreX(blob)) / chain.height;
    const offHeight = Math.abs(blob.height - chain.height) / chain.height;
    const value = Math.max(offLine / 0.22, offHeight / 0.3);
    if (value > misfit) {
      misfit = value;
      index = at;
    }
  });
  return { index, misfit };
}

/** Fits the line and takes the statistics of some blobs. */
export function measure(blobs: readonly Blob[]): Chain {
  const height = median(blobs.map((blob) => blob.height));
  const { slope, intercept } = fitLine(blobs.map((blob) => [centreX(blob), centreY(blob)]));
  const distances = blobs.map((blob) => Math.abs(centreY(blob) - intercept - slope * centreX(blob)));
  const variance = mean(blobs.map((blob) => (blob.height - height) ** 2));
  return {
    blobs,
    height,
    slope,
    intercept,
    waviness: mean(distances) / height,
    unevenness: Math.sqrt(variance) / height,
  };
}

/** Least squares of y over x; a level line through the mean where all x are equal. */
export function fitLine(points: readonly (readonly [number, number])[]): {
  slope: number;
  intercept: number;
} {
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  let covariance = 0;
  let variance = 0;
  for (const [x, y] of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  const slope = variance > 0 ? covariance / variance : 0;
  return { slope, intercept: meanY - slope * meanX };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const centreX = (blob: Blob): number => blob.x + blob.width / 2;
const centreY = (blob: Blob): number => blob.y + blob.height / 2;
