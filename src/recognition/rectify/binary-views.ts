/** Binary pictures of a crop and the blobs in them that may be characters. */
import { allBlobs, type Blob } from '../localize/character-blobs.js';
import { cv, type Mat, type MatScope } from '../opencv.js';

/** Whether the characters are darker or lighter than the ground. */
export type Polarity = 'dark' | 'light';

export interface BinaryView {
  readonly polarity: Polarity;
  /** What is character is white. */
  readonly binary: Mat;
  /** What may be a character by its size and shape. */
  readonly blobs: readonly Blob[];
}

/**
 * The crop in several thresholds, which `mats` owns.
 * @param expectedHeight of the characters, in pixels
 */
export function binaryViews(
  grey: Mat,
  polarity: Polarity,
  expectedHeight: number,
  mats: MatScope,
): BinaryView[] {
  return BINARIZATIONS.map((binarize) => {
    const binary = mats.own(binarize(grey, polarity, expectedHeight));
    return { polarity, binary, blobs: characterLike(binary, expectedHeight) };
  });
}

type Binarize = (grey: Mat, polarity: Polarity, expectedHeight: number) => Mat;

const BINARIZATIONS: readonly Binarize[] = [
  otsu,
  (grey, polarity, height) => adaptive(grey, polarity, { block: 0.6 * height, offset: 6 }),
  (grey, polarity, height) => adaptive(grey, polarity, { block: 1.2 * height, offset: 10 }),
];

/** What is character by one threshold for all of the crop is white. */
export function otsu(grey: Mat, polarity: Polarity): Mat {
  const type = polarity === 'dark' ? cv.THRESH_BINARY_INV : cv.THRESH_BINARY;
  return grey.threshold(0, 255, type | cv.THRESH_OTSU);
}

function adaptive(grey: Mat, polarity: Polarity, how: { block: number; offset: number }): Mat {
  const type = polarity === 'dark' ? cv.THRESH_BINARY_INV : cv.THRESH_BINARY;
  const block = 2 * Math.round(how.block / 2) + 1;
  const offset = polarity === 'dark' ? how.offset : -how.offset;
  return grey.adaptiveThreshold(255, cv.ADAPTIVE_THRESH_MEAN_C, type, Math.max(3, block), offset);
}

function characterLike(binary: Mat, expectedHeight: number): Blob[] {
  return allBlobs(binary).filter(
    (blob) =>
      // What the border cuts is not all there: a P would read as an F.
      blob.x > 0 &&
      blob.x + blob.width < binary.cols &&
      blob.height >= 0.5 * expectedHeight &&
      blob.height <= 1.5 * expectedHeight &&
      blob.width <= 1.25 * blob.height &&
      blob.width >= 0.06 * blob.height &&
      blob.area >= 0.12 * blob.width * blob.height &&
      // A country band is a full block; of the characters only I and 1 are, and they are narrow.
      (blob.area <= 0.82 * blob.width * blob.height || blob.width <= 0.45 * blob.height),
  );
}
