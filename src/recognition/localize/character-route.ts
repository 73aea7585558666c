/** Proposes regions around chains of character-like blobs, dark on light and light on dark. */
import type { Corners } from '../contracts.js';
import type { Mat } from '../opencv.js';
import { findChains, mean, measure, median, type Chain } from './chains.js';
import { findCharacterBlobs, type Blob, type ThresholdSettings } from './character-blobs.js';
import type { Proposal, TextShape } from './region.js';
import { cornersAroundLines, findLineAbove } from './stacked-lines.js';

/** What a plate shows around its characters, in their heights. */
const MARGIN_X = 0.35;
const MARGIN_Y = 0.25;
const MIN_ASPECT = 1.6;
const MAX_ASPECT = 13;

export function proposeFromCharacters(grey: Mat, thresholds: readonly ThresholdSettings[]): Proposal[] {
  return thresholds.flatMap((threshold) => {
    const { dark, light } = findCharacterBlobs(grey, threshold);
    return [...proposeFrom(dark, 1), ...proposeFrom(light, 0)];
  });
}

function proposeFrom(blobs: readonly Blob[], polarity: number): Proposal[] {
  const chains = findChains(blobs);
  const lines = chains.flatMap(withParts).filter(hasPlateShape);
  const squares = chains.flatMap((chain) => findLineAbove(chain, blobs) ?? []);
  return [
    ...lines.map((chain) => ({ corners: cornersAround(chain), text: shapeOf(chain) })),
    ...squares.map((stacked) => ({
      corners: cornersAroundLines(stacked, { x: MARGIN_X, y: MARGIN_Y }),
      text: shapeOf(stacked.lower),
    })),
  ].map((found) => ({ ...found, route: 'characters', polarity }));
}

const MIN_PART = 4;
/** A gap that is this much wider than the usual one, in heights, may be the edge of the plate. */
const OUTLYING_GAP = 0.45;

/** The chain, and what is left of it when what stands apart at its ends is left out. */
function withParts(chain: Chain): Chain[] {
  const gaps = gapsOf(chain);
  const limit = median(gaps) + OUTLYING_GAP;
  const cuts = gaps.flatMap((gap, index) => (gap > limit ? [index + 1] : []));
  const parts = cuts.flatMap((cut) => [chain.blobs.slice(0, cut), chain.blobs.slice(cut)]);
  return [chain, ...parts.filter((part) => part.length >= MIN_PART).map(measure)];
}

function gapsOf({ blobs, height }: Chain): number[] {
  return blobs.slice(1).map((blob, index) => {
    const before = blobs[index] as Blob;
    return (blob.x - before.x - before.width) / height;
  });
}

function hasPlateShape(chain: Chain): boolean {
  const aspect = widthOf(chain) / chain.height;
  return aspect > MIN_ASPECT && aspect < MAX_ASPECT;
}

function widthOf(chain: Chain): number {
  const first = chain.blobs[0];
  const last = chain.blobs.at(-1);
  return first && last ? last.x + last.width - first.x : 0;
}

function cornersAround(chain: Chain): Corners {
  const { blobs, height, slope, intercept } = chain;
  const left = Math.min(...blobs.map((blob) => blob.x)) - MARGIN_X * height;
  const right = Math.max(...blobs.map((blob) => blob.x + blob.width)) + MARGIN_X * height;
  const half = height * (0.5 + MARGIN_Y);
  const at = (x: number): number => intercept + slope * x;
  return [
    [left, at(left) - half],
    [right, at(right) - half],
    [right, at(right) + half],
    [left, at(left) + half],
  ];
}

function shapeOf(chain: Chain): TextShape {
  const gaps = gapsOf(chain);
  const widths = chain.blobs.map(({ width }) => width / chain.height);
  return {
    count: chain.blobs.length,
    waviness: chain.waviness,
    unevenness: chain.unevenness,
    meanGap: mean(gaps),
    gapDeviation: deviation(gaps),
    meanWidth: mean(widths),
    widthDeviation: deviation(widths),
    meanFill: mean(chain.blobs.map(({ width, height, area }) => area / (width * height))),
    slope: Math.abs(chain.slope),
  };
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
