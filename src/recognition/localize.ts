/** Finds the regions of a picture that may hold a plate, best first. */
import type { DecodedImage } from './decode.js';
import { proposeFromCharacters } from './localize/character-route.js';
import { proposeFromEdges } from './localize/edge-route.js';
import { boxOf, overlap, scaleCorners, type Region } from './localize/region.js';
import { cv, MatScope } from './opencv.js';

/** Longer sides are looked at reduced to this: plates are large enough there, and noise is averaged away. */
const WORKING_SIDE = 1280;
const SAME_REGION_OVERLAP = 0.6;

export function localize(image: DecodedImage, limit: number): Region[] {
  using mats = new MatScope();
  const scale = Math.min(1, WORKING_SIDE / Math.max(image.width, image.height));
  const grey =
    scale < 1
      ? mats.own(
          image.grey.resize(
            Math.round(image.height * scale),
            Math.round(image.width * scale),
            0,
            0,
            cv.INTER_AREA,
          ),
        )
      : image.grey;
  const regions = [...proposeFromCharacters(grey), ...proposeFromEdges(grey)];
  return withoutDuplicates(regions)
    .slice(0, limit)
    .map((region) => ({ ...region, corners: scaleCorners(region.corners, 1 / scale) }));
}

/** Best first; of regions that cover the same area the best stays. */
function withoutDuplicates(regions: readonly Region[]): Region[] {
  const kept: { region: Region; box: ReturnType<typeof boxOf> }[] = [];
  for (const region of [...regions].sort((a, b) => b.score - a.score)) {
    const box = boxOf(region.corners);
    if (kept.every((other) => overlap(other.box, box) <= SAME_REGION_OVERLAP)) kept.push({ region, box });
  }
  return kept.map(({ region }) => region);
}
