/** What the head of a stored picture says, before any orientation is applied. */
export interface PictureFile {
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 where the file names none. */
  readonly orientation: number;
}

/** Reads the head of a PNG (ISO 15948) or a JPEG (ITU T.81) file. */
export function readPictureHead(bytes: Buffer): PictureFile {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) {
    return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), orientation: 1 };
  }
  if (bytes.readUInt16BE(0) !== 0xffd8) throw new Error('expected a PNG or a JPEG file');
  let orientation = 1;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif')
      orientation = readOrientation(bytes, at + 10);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return {
        type: 'jpeg',
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
        orientation,
      };
    }
  }
  throw new Error('expected a frame header in the JPEG file');
}

/** The orientation in a big-endian TIFF directory that starts at `tiff`. */
function readOrientation(bytes: Buffer, tiff: number): number {
  const directory = tiff + bytes.readUInt32BE(tiff + 4);
  for (let entry = directory + 2; entry < directory + 2 + 12 * bytes.readUInt16BE(directory); entry += 12) {
    if (bytes.readUInt16BE(entry) === 0x0112) return bytes.readUInt16BE(entry + 8);
  }
  return 1;
}
