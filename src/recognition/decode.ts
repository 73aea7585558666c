import { ImageTooLargeError, UnreadableImageError } from '../errors.js';
import { readImageHeader } from './image-header.js';
import { cv, type Mat } from './opencv.js';

/** A decoded picture, 8-bit grey, upright as its EXIF orientation says. Whoever receives it releases it. */
export interface DecodedImage {
  readonly grey: Mat;
  readonly width: number;
  readonly height: number;
}

/**
 * Bytes → grey picture. The size is checked on the header, before a pixel is allocated.
 * A JPG that is cut off decodes as far as it goes: what is there may still show the plate.
 * @throws {UnreadableImageError} no JPG or PNG, or not decodable
 * @throws {ImageTooLargeError} more than `maxPixels`
 */
export function decode(bytes: Uint8Array, maxPixels: number): DecodedImage {
  const { width, height } = readImageHeader(bytes);
  if (width * height > maxPixels) {
    throw new ImageTooLargeError(
      `The image has ${width}×${height} pixels, more than the ${maxPixels} that are accepted`,
    );
  }
  const grey = decodeGrey(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { grey, width: grey.cols, height: grey.rows };
}

function decodeGrey(bytes: Buffer): Mat {
  let grey: Mat;
  try {
    // Applies the EXIF orientation, too.
    grey = cv.imdecode(bytes, cv.IMREAD_GRAYSCALE);
  } catch (error) {
    throw new UnreadableImageError('The image file could not be decoded', { cause: error });
  }
  if (grey.empty) {
    grey.release();
    throw new UnreadableImageError('The image file could not be decoded');
  }
  return grey;
}
