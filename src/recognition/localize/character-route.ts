/** Proposes regions around chains of character-like blobs, dark on light and light on dark. */
import type { Corners } from '../contracts.js';
import type { Mat } from '../opencv.js';
import { findChains, type Chain } from './chains.js';
import { findCharacterBlobs, type ThresholdSettings } from './character-blobs.js';
import type { Region } from './region.js';

/**
 * A small neighbourhood separates characters that nearly touch, a large one keeps thick strokes whole.
 * The offset keeps noise out; a second, small one finds plates in the shade.
 */
const THRESHOLDS: readonly ThresholdSettings[] = (['dark', 'light'] as const).flatMap((polarity) => [
  { polarity, blockSize: 15, offset: 9 },
  { polarity, blockSize: 31, offset: 9 },
]);

/** What a plate shows around its characters, in their heights. */
const MARGIN_X = 0.35;
const MARGIN_Y = 0.25;

export function proposeFromCharacters(grey: Mat): Region[] {
  return THRESHOLDS.flatMap((threshold) =>
    findChains(findCharacterBlobs(grey, threshold))
      .filter(hasPlateShape)
      .map((chain) => ({
        corners: cornersAround(chain),
        route: 'characters' as const,
        score: scoreChain(chain),
      })),
  );
}

function hasPlateShape(chain: Chain): boolean {
  const aspect = widthOf(chain) / chain.height;
  return aspect > 1.6 && aspect < 13;
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

/** Plates have four to nine characters of one height on one straight line. */
function scoreChain(chain: Chain): number {
  return Math.min(chain.blobs.length, 8) - 6 * chain.waviness - 4 * chain.unevenness;
}
