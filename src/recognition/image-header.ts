/** What the first bytes of a picture tell without decoding it. */
import { UnreadableImageError } from '../errors.js';

export interface ImageHeader {
  readonly format: 'jpeg' | 'png';
  /** Pixels as stored, before any EXIF orientation. */
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Reads format and size from the header of a JPG or PNG file.
 * Sources: ISO/IEC 10918-1 (JPEG) B.2.2, W3C PNG 11.2.1.
 * @throws {UnreadableImageError} neither format, or the header is cut off or contradicts itself
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new UnreadableImageError('The image file is empty');
  if (buffer.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return readPngHeader(buffer);
  if (buffer.length >= 3 && buffer[0] === 0xff && buffer[1] === 0xd8 && buffer[2] === 0xff) {
    return readJpegHeader(buffer);
  }
  throw new UnreadableImageError('The image file is neither a PNG nor a JPG picture');
}

function readPngHeader(buffer: Buffer): ImageHeader {
  if (buffer.length < 33 || buffer.toString('latin1', 12, 16) !== 'IHDR') {
    throw new UnreadableImageError('The PNG picture ends within its header');
  }
  return checkedSize({ format: 'png', width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) });
}

function readJpegHeader(buffer: Buffer): ImageHeader {
  let offset = 2;
  while (offset + 4 <= buffer.length) {
    if (buffer[offset] !== 0xff) break;
    const marker = buffer[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1; // fill byte
    } else if (isFrameHeader(marker)) {
      if (offset + 9 > buffer.length) break;
      return checkedSize({
        format: 'jpeg',
        height: buffer.readUInt16BE(offset + 5),
        width: buffer.readUInt16BE(offset + 7),
      });
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      offset += 2; // markers without a segment
    } else {
      offset += 2 + buffer.readUInt16BE(offset + 2);
    }
  }
  throw new UnreadableImageError('The JPG picture ends before its frame header');
}

/** SOF0 to SOF15; C4, C8 and CC lie in the same range but are no frame headers. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function checkedSize(header: ImageHeader): ImageHeader {
  if (header.width === 0 || header.height === 0) {
    throw new UnreadableImageError(
      `The picture's header says ${header.width}×${header.height} pixels, expected at least 1×1`,
    );
  }
  return header;
}
