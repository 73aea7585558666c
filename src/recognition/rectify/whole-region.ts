/** Cuts a region as the localizer means it, whether or not a line of characters is found in it. */
import type { Point } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { cropOfLine, type Crop, type SeenRegion } from './crop.js';
import { CROP_HEIGHT, MAX_ASPECT } from './line-crop.js';
import { interpolate, warpQuadrilateral } from './warp.js';

/** Parts of a region, as shares of its width and of its height, that are cut. */
interface Part {
  readonly beside: number;
  readonly top: number;
  readonly bottom: number;
}

const PARTS: readonly Part[] = [
  { beside: 0.02, top: -0.04, bottom: 1.04 },
  // Without the name above the characters and the slogan below them, or the dealer's frame.
  { beside: 0.02, top: 0.15, bottom: 0.88 },
];

/** @returns nothing where the region has no area worth reading */
export function cutRegion(image: DecodedImage, region: SeenRegion): Crop[] {
  return PARTS.flatMap(({ beside, top, bottom }) => {
    const corner = (u: number, v: number): Point => interpolate(region.corners, u, v);
    const cut = warpQuadrilateral(
      image,
      [corner(-beside, top), corner(1 + beside, top), corner(1 + beside, bottom), corner(-beside, bottom)],
      CROP_HEIGHT,
      MAX_ASPECT,
    );
    if (!cut) return [];
    const { corners, grey } = cut;
    return [cropOfLine(region, 'region', { corners, grey, line: null })];
  });
}
