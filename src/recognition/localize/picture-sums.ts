/** Sums over upright boxes of a picture in constant time, by integral images. */
import type { Box } from '../contracts.js';
import { MatScope, type Mat } from '../opencv.js';

export interface PictureSums {
  readonly width: number;
  readonly height: number;
  /** Mean grey level, 0 to 255, of the part of a box that lies in the picture. */
  meanGrey(box: Box): number;
  /** Mean strength of upright edges, likewise. */
  meanEdge(box: Box): number;
}

/** @param edges what `uprightEdges` made of `grey` */
export function sumPicture(grey: Mat, edges: Mat): PictureSums {
  using mats = new MatScope();
  const greys = integral(grey, mats);
  const strengths = integral(edges, mats);
  const { cols: width, rows: height } = grey;
  const mean = (sums: Int32Array, box: Box): number => {
    const left = clamp(box.x, width);
    const right = clamp(box.x + box.width, width);
    const top = clamp(box.y, height);
    const bottom = clamp(box.y + box.height, height);
    const area = (right - left) * (bottom - top);
    if (area <= 0) return 0;
    const at = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0;
    return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) / area;
  };
  return {
    width,
    height,
    meanGrey: (box) => mean(greys, box),
    meanEdge: (box) => mean(strengths, box),
  };
}

function integral(mat: Mat, mats: MatScope): Int32Array {
  const { sum, sqsum, tilted } = mat.integral();
  mats.own(sqsum);
  mats.own(tilted);
  const data = mats.own(sum).getData();
  return new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}

function clamp(value: number, limit: number): number {
  return Math.round(Math.min(limit, Math.max(0, value)));
}
