/** Cuts a line of characters whose corners are known, as the readers were trained to see it. */
import type { Corners } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { cropOfLine, type Crop, type SeenRegion } from './crop.js';
import { CHARACTER_HEIGHT, CROP_HEIGHT, CROP_MARGINS, MAX_ASPECT } from './line-crop.js';
import { findTextLine } from './text-line.js';
import { grown, sizeOf, warpQuadrilateral } from './warp.js';

/**
 * @param line the corners of its characters
 * @returns null where they are too small to be read; otherwise the caller releases its `grey`
 */
export function cutAtCorners(image: DecodedImage, region: SeenRegion, line: Corners): Crop | null {
  const cut = warpQuadrilateral(image, withMargins(line), CROP_HEIGHT, MAX_ASPECT);
  if (!cut) return null;
  const { corners, grey } = cut;
  const found = findTextLine(grey, { expectedHeight: CHARACTER_HEIGHT });
  return cropOfLine(region, 'corners', { corners, grey, line: found });
}

function withMargins(corners: Corners): Corners {
  const [width, height] = sizeOf(corners);
  return grown(corners, (CROP_MARGINS.x * height) / Math.max(1, width), CROP_MARGINS.y);
}
