/**
 * Proposes regions where upright strokes stand close together, as those of characters do. Finds plates whose
 * characters touch each other or the frame, which no threshold takes apart at first sight.
 */
import type { Corners } from '../contracts.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import { allBlobs, type Blob } from './character-blobs.js';
import type { Proposal } from './region.js';

/** Sides of the closing kernel in pixels: about the gap between the characters. */
export interface EdgeKernel {
  readonly width: number;
  readonly height: number;
}

const MIN_WIDTH = 40;
const MIN_HEIGHT = 11;
const MAX_WIDTH_OF_PICTURE = 0.7;

/** Strength of upright edges, 8-bit. Whoever asked for it releases it. */
export function uprightEdges(grey: Mat): Mat {
  using mats = new MatScope();
  return mats.own(grey.sobel(cv.CV_16S, 1, 0, 3)).convertScaleAbs(1, 0);
}

/** @param edges what `uprightEdges` made of the picture */
export function proposeFromEdges(edges: Mat, kernels: readonly EdgeKernel[]): Proposal[] {
  using mats = new MatScope();
  const strokes = mats.own(edges.gaussianBlur(new cv.Size(5, 5), 0));
  const strong = mats.own(strokes.threshold(0, 255, cv.THRESH_BINARY | cv.THRESH_OTSU));
  return kernels.flatMap(({ width, height }) => {
    using own = new MatScope();
    const kernel = own.own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(width, height)));
    const closed = own.own(strong.morphologyEx(kernel, cv.MORPH_CLOSE));
    const opening = own.own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(width, height * 2 + 3)));
    const opened = own.own(closed.morphologyEx(opening, cv.MORPH_OPEN));
    return allBlobs(opened)
      .filter((blob) => hasPlateShape(blob, edges.cols))
      .map((blob) => ({
        corners: cornersOf(blob),
        route: 'edges' as const,
        fill: blob.area / (blob.width * blob.height),
      }));
  });
}

function hasPlateShape({ width, height, area }: Blob, pictureWidth: number): boolean {
  if (width < MIN_WIDTH || height < MIN_HEIGHT || width > MAX_WIDTH_OF_PICTURE * pictureWidth) return false;
  const aspect = width / height;
  return aspect > 1.5 && aspect < 8 && area > 0.55 * width * height;
}

function cornersOf({ x, y, width, height }: Blob): Corners {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
