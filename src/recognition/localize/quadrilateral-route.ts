/** Proposes regions that are bright, even quadrilaterals: plates whose characters are too small or too faint. */
import type { Corners, Point } from '../contracts.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import type { Proposal } from './region.js';

/** Neighbourhoods in pixels, wider than the plates that are looked for. */
const BLOCKS = [41, 101];
const OFFSET = 8;
const MIN_SIDE = 9;
const MIN_WIDTH = 24;
const MIN_RECTANGULARITY = 0.72;
const MAX_TILT = 30;

export function proposeFromQuadrilaterals(grey: Mat): Proposal[] {
  return BLOCKS.flatMap((block) => {
    using mats = new MatScope();
    const mean = mats.own(grey.blur(new cv.Size(block, block)));
    const bright = mats.own(mats.own(grey.sub(mean)).threshold(OFFSET, 255, cv.THRESH_BINARY));
    const kernel = mats.own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(3, 3)));
    const opened = mats.own(bright.morphologyEx(kernel, cv.MORPH_OPEN));
    return opened.findContours(cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE).flatMap((contour): Proposal[] => {
      const { width: w, height: h } = contour.boundingRect();
      if (w < MIN_WIDTH || h < MIN_SIDE || w > 0.8 * grey.cols || w < 1.1 * h || w > 9 * h) return [];
      const { center, size, angle } = contour.minAreaRect();
      // Since OpenCV 4.5.1 the angle is in (0, 90], so either side may be the longer.
      const upright = size.width >= size.height;
      const [length, depth] = upright ? [size.width, size.height] : [size.height, size.width];
      const tilt = upright ? (angle > 45 ? angle - 90 : angle) : angle - 90;
      const fill = contour.area / (length * depth);
      if (depth < MIN_SIDE || length < 1.3 * depth || length > 8 * depth) return [];
      if (fill < MIN_RECTANGULARITY || Math.abs(tilt) > MAX_TILT) return [];
      return [{ corners: turned([center.x, center.y], length, depth, tilt), route: 'quadrilaterals', fill }];
    });
  });
}

/** @param tilt degrees, clockwise */
function turned([x, y]: Point, length: number, depth: number, tilt: number): Corners {
  const cos = Math.cos((tilt * Math.PI) / 180);
  const sin = Math.sin((tilt * Math.PI) / 180);
  const corner = (u: number, v: number): Point => [x + u * cos - v * sin, y + u * sin + v * cos];
  const [halfLength, halfDepth] = [length / 2, depth / 2];
  return [
    corner(-halfLength, -halfDepth),
    corner(halfLength, -halfDepth),
    corner(halfLength, halfDepth),
    corner(-halfLength, halfDepth),
  ];
}
