/** Warps regions upright, all crops alike, so that the readers see every plate the same way. */
import type { Corners, Rejection } from './contracts.js';
import type { DecodedImage } from './decode.js';
import { boxOf, type Region } from './localize/region.js';
import type { MatScope } from './opencv.js';
import { cutAlongLines } from './rectify/along-lines.js';
import { cutAtCorners } from './rectify/corner-crop.js';
import { matsOf, type Crop } from './rectify/crop.js';
import { lookForLines } from './rectify/look-for-lines.js';
import { cutRegion } from './rectify/whole-region.js';
import { withoutRepeats } from './rectify/without-repeats.js';

export type { Crop, CutBy, SeenRegion } from './rectify/crop.js';
export { CHARACTER_HEIGHT, CROP_HEIGHT, type LineCrop, type TextLineCrop } from './rectify/line-crop.js';

export interface Rectified {
  readonly crops: readonly Crop[];
  /** Regions without a line of characters, and crops that show what better ones show. */
  readonly rejections: readonly Rejection[];
}

/** The best regions are also read as the localizer means them, whatever lines they show. */
const READ_WHOLE = 3;

/**
 * Looks for a line of characters in every region, and cuts those that are worth reading in three ways: each alone
 * misses plates that another shows.
 * @param regions best first
 * @param mats will own what the crops consist of
 */
export function rectify(image: DecodedImage, regions: readonly Region[], mats: MatScope): Rectified {
  const own = (crops: readonly Crop[]): readonly Crop[] => {
    for (const mat of crops.flatMap(matsOf)) mats.own(mat);
    return crops;
  };
  const read = lookForLines(image, regions);
  const along = own(read.flatMap((region) => cutAlongLines(image, region) ?? []));
  const atCorners = own(
    read.flatMap((region) => region.lines.flatMap((line) => cutAtCorners(image, region, line) ?? [])),
  );
  const whole = own(
    read.filter(({ rank }) => rank < READ_WHOLE).flatMap((region) => cutRegion(image, region)),
  );
  const { kept, repeats } = withoutRepeats(along);
  const ranks = new Set(read.map(({ rank }) => rank));
  const unread = regions.filter(({ rank }) => !ranks.has(rank));
  return {
    crops: [...kept, ...atCorners, ...whole],
    rejections: [
      ...unread.map(({ corners }) => rejected('no line of characters', corners)),
      ...repeats.map(({ corners }) => rejected('shows a text that better regions show', corners)),
    ],
  };
}

function rejected(reason: string, corners: Corners): Rejection {
  return { stage: 'rectify', reason, box: boxOf(corners) };
}
