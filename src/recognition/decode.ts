import { ImageTooLargeError, UnreadableImageError } from '../errors.js';
import { readImageHeader, type ImageHeader } from './image-header.js';
import { cv, type Mat } from './opencv.js';

/** A decoded picture, 8-bit grey, upright as its EXIF orientation says. Whoever receives it disposes of it. */
export interface DecodedImage extends Disposable {
  /** Pixels of the picture itself, however much `grey` is reduced. */
  readonly width: number;
  readonly height: number;
  /** The picture, or a reduction of it where it is large. */
  readonly grey: Mat;
  /** Pixels of the picture per pixel of `grey`: 1, 2 or 4. */
  readonly reduction: number;
  /** The picture in its own resolution, decoded when first asked for. */
  full(): Mat;
}

/** A JPG is decoded reduced as long as this many pixels of its long side are left: plates are looked for in fewer. */
const MIN_REDUCED_SIDE = 1280;

/**
 * Bytes → grey picture. The size is checked on the header, before a pixel is allocated.
 * A JPG that is cut off decodes as far as it goes: what is there may still show the plate.
 * @throws {UnreadableImageError} no JPG or PNG, or not decodable
 * @throws {ImageTooLargeError} more than `maxPixels`
 */
export function decode(bytes: Uint8Array, maxPixels: number): DecodedImage {
  const header = readImageHeader(bytes);
  const { width, height } = header;
  if (width * height > maxPixels) {
    throw new ImageTooLargeError(
      `The image has ${width}×${height} pixels, more than the ${maxPixels} that are accepted`,
    );
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reduction = reductionOf(header);
  const grey = decodeGrey(buffer, reduction);
  return new LazyImage(grey, uprightSize(header, grey, reduction), reduction, () => decodeGrey(buffer, 1));
}

/** A picture that is there already, all of it. The image owns `grey` from now on. */
export function imageOf(grey: Mat): DecodedImage {
  return new LazyImage(grey, { width: grey.cols, height: grey.rows }, 1, () => grey);
}

class LazyImage implements DecodedImage {
  readonly width: number;
  readonly height: number;
  #full: Mat | null;

  constructor(
    readonly grey: Mat,
    size: { width: number; height: number },
    readonly reduction: number,
    private readonly decodeFull: () => Mat,
  ) {
    this.width = size.width;
    this.height = size.height;
    this.#full = reduction === 1 ? grey : null;
  }

  full(): Mat {
    this.#full ??= this.decodeFull();
    return this.#full;
  }

  [Symbol.dispose](): void {
    if (this.#full && this.#full !== this.grey) this.#full.release();
    this.grey.release();
  }
}

/** A PNG has to be decoded whole in any case. */
function reductionOf({ format, width, height }: ImageHeader): number {
  if (format === 'png') return 1;
  const side = Math.max(width, height);
  return [4, 2].find((factor) => side / factor >= MIN_REDUCED_SIDE) ?? 1;
}

const READ_MODES: Readonly<Record<number, number>> = {
  1: cv.IMREAD_GRAYSCALE,
  2: cv.IMREAD_REDUCED_GRAYSCALE_2,
  4: cv.IMREAD_REDUCED_GRAYSCALE_4,
};

function decodeGrey(bytes: Buffer, reduction: number): Mat {
  let grey: Mat;
  try {
    // Applies the EXIF orientation, too.
    grey = cv.imdecode(bytes, READ_MODES[reduction]);
  } catch (error) {
    throw new UnreadableImageError('The image file could not be decoded', { cause: error });
  }
  if (grey.empty) {
    grey.release();
    throw new UnreadableImageError('The image file could not be decoded');
  }
  return grey;
}

/** The header's size is that before the EXIF orientation, the reduced picture's is that after it. */
function uprightSize(
  { width, height }: ImageHeader,
  grey: Mat,
  reduction: number,
): { width: number; height: number } {
  if (reduction === 1) return { width: grey.cols, height: grey.rows };
  const turned = Math.ceil(width / reduction) !== grey.cols || Math.ceil(height / reduction) !== grey.rows;
  return turned ? { width: height, height: width } : { width, height };
}
