/** A region as the readers see it. */
import type { Corners } from '../contracts.js';
import type { Region } from '../localize/region.js';
import type { Mat } from '../opencv.js';
import type { LineCrop } from './line-crop.js';

/** By what a crop was cut: a line of characters that contours show, the corners that a network finds, or the region's own. */
export type CutBy = 'line' | 'corners' | 'region';

/** A region that was looked at for a line of characters. */
export interface SeenRegion extends Region {
  /** 0 to 1: whether it shows one. */
  readonly lineConfidence: number;
}

/** A region warped upright. Whoever asked for the crop releases all of `matsOf(crop)`. */
export interface Crop {
  readonly region: SeenRegion;
  readonly cutBy: CutBy;
  /** The whole text with its margin, in pixels of the picture: where the crop was cut. */
  readonly corners: Corners;
  /** All of it, 8-bit grey: the evidence. The only line of a crop is the same picture. */
  readonly grey: Mat;
  /** One or two, top first. */
  readonly lines: readonly LineCrop[];
}

/** Whether the crop shows lines of characters that contours found. */
export function followsLines({ lines }: Crop): boolean {
  return lines.every(({ line }) => line !== null);
}

/** Every matrix of the crop, each once. */
export function matsOf({ grey, lines }: Crop): readonly Mat[] {
  return [...new Set([grey, ...lines.map((line) => line.grey)])];
}

/** A crop that is one line. */
export function cropOfLine(region: SeenRegion, cutBy: CutBy, line: LineCrop): Crop {
  return { region, cutBy, corners: line.corners, grey: line.grey, lines: [line] };
}
