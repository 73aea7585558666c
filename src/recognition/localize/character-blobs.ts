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
  /** Side of the neighbourhood in pixels, odd. */
  readonly blockSize: number;
  /** Grey levels that a pixel must differ from its neighbourhood's mean at least: the camera's noise. */
  readonly floor: number;
  /** The same as a share of the neighbourhood's mean deviation: what stands out where all is lively. */
  readonly liveliness: number;
}

/** Below, strokes merge or vanish and no reader can tell the characters apart. */
const MIN_HEIGHT = 7;
const MAX_HEIGHT_OF_PICTURE = 0.45;

/**
 * Every blob of either polarity that could be one character by its size, its shape and how full its box is.
 * The threshold follows the local contrast, so that a plate in the dark shows its characters and asphalt stays
 * empty; all in eight bits, which is several times faster than a true deviation.
 */
export function findCharacterBlobs(
  grey: Mat,
  { blockSize, floor, liveliness }: ThresholdSettings,
): { dark: Blob[]; light: Blob[] } {
  using mats = new MatScope();
  const size = new cv.Size(blockSize, blockSize);
  const mean = mats.own(grey.blur(size));
  const least = liveliness > 0 ? mats.own(leastDifference()) : null;
  const binaryOf = (difference: Mat): Mat =>
    least === null
      ? difference.threshold(floor, 255, cv.THRESH_BINARY)
      : mats.own(difference.sub(least)).threshold(0, 255, cv.THRESH_BINARY);
  const blobsOf = (difference: Mat): Blob[] =>
    characterLike(allBlobs(mats.own(binaryOf(mats.own(difference)))), grey.rows);
  return { dark: blobsOf(mean.sub(grey)), light: blobsOf(grey.sub(mean)) };

  function leastDifference(): Mat {
    const deviation = mats.own(mats.own(grey.absdiff(mean)).blur(size));
    return deviation.convertTo(cv.CV_8U, liveliness, floor);
  }
}

/** The connected components of a binary picture, background left out; diagonal neighbours are connected. */
export function allBlobs(binary: Mat): Blob[] {
  using mats = new MatScope();
  // Labels of two bytes take half the time of four.
  const type = countRuns(binary) < MAX_SHORT_LABEL ? cv.CV_16U : cv.CV_32S;
  const { labels, stats, centroids } = binary.connectedComponentsWithStats(8, type);
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

const MAX_SHORT_LABEL = 65_000;

/**
 * At least as many as the components, and as the provisional labels that OpenCV gives while it looks for them:
 * each begins with a pixel whose left neighbour is not set.
 */
function countRuns(binary: Mat): number {
  const { rows, cols } = binary;
  if (cols < 2) return rows;
  using mats = new MatScope();
  const right = mats.own(binary.getRegion(new cv.Rect(1, 0, cols - 1, rows)));
  const left = mats.own(binary.getRegion(new cv.Rect(0, 0, cols - 1, rows)));
  return rows + mats.own(right.sub(left)).countNonZero();
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
