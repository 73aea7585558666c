/** Blobs of one polarity that may be characters, from a local threshold of the grey picture. */
import { cv, MatScope, type Mat } from '../opencv.js';

/** Upright box of a connected component, in pixels of the picture that was thresholded. */
export interface Blob {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels set. */
  readonly area: number;
}

export interface ThresholdSettings {
  readonly polarity: 'dark' | 'light';
  /** Side of the neighbourhood in pixels, odd. */
  readonly blockSize: number;
  /** Grey levels that a pixel must differ from its neighbourhood's mean. */
  readonly offset: number;
}

/** Below, strokes merge or vanish and no reader can tell the characters apart. */
const MIN_HEIGHT = 7;
const MAX_HEIGHT_OF_PICTURE = 0.4;

/** Every blob of the picture that could be one character by its size, its shape and how full its box is. */
export function findCharacterBlobs(grey: Mat, settings: ThresholdSettings): Blob[] {
  using mats = new MatScope();
  const type = settings.polarity === 'dark' ? cv.THRESH_BINARY_INV : cv.THRESH_BINARY;
  const offset = settings.polarity === 'dark' ? settings.offset : -settings.offset;
  const binary = mats.own(
    grey.adaptiveThreshold(255, cv.ADAPTIVE_THRESH_MEAN_C, type, settings.blockSize, offset),
  );
  return characterLike(allBlobs(binary), grey.rows);
}

/** The connected components of a binary picture, background left out. */
export function allBlobs(binary: Mat): Blob[] {
  using mats = new MatScope();
  const { labels, stats, centroids } = binary.connectedComponentsWithStats(4, cv.CV_32S);
  mats.own(labels);
  mats.own(centroids);
  const data = mats.own(stats).getData();
  const rows = new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const blobs: Blob[] = [];
  for (let at = 5; at + 4 < rows.length; at += 5) {
    blobs.push({
      x: rows[at] ?? 0,
      y: rows[at + 1] ?? 0,
      width: rows[at + 2] ?? 0,
      height: rows[at + 3] ?? 0,
      area: rows[at + 4] ?? 0,
    });
  }
  return blobs;
}

function characterLike(blobs: readonly Blob[], pictureHeight: number): Blob[] {
  const maxHeight = pictureHeight * MAX_HEIGHT_OF_PICTURE;
  return blobs.filter(({ width, height, area }) => {
    if (height < MIN_HEIGHT || height > maxHeight || width < 2 || width > 1.2 * height) return false;
    const fill = area / (width * height);
    // An I or a 1 fills its box; anything wider has gaps.
    return fill >= 0.14 && (fill <= 0.9 || width < 0.5 * height);
  });
}
