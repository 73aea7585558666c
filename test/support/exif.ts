import { crc32 } from 'node:zlib';

/** What a camera writes of the time of an exposure. */
export interface ExifTags {
  /** `DateTimeOriginal`. */
  readonly time?: string;
  /** `OffsetTimeOriginal`. */
  readonly offset?: string;
  /** `SubSecTimeOriginal`. */
  readonly fraction?: string;
}

const EXIF_POINTER = 0x8769;
const TAGS = [
  ['time', 0x9003],
  ['offset', 0x9011],
  ['fraction', 0x9291],
] as const;
const ASCII = 2;
const LONG = 4;
const ENTRY = 12;

/** A TIFF block with an EXIF directory that holds the tags (EXIF 2.32, sections 4.6.2 and 4.6.5). */
function tiff(tags: ExifTags): Buffer {
  const entries = TAGS.flatMap(([name, tag]) => {
    const text = tags[name];
    return text === undefined ? [] : [{ tag, text: Buffer.from(`${text}\0`, 'latin1') }];
  });
  const exifAt = 8 + 2 + ENTRY + 4;
  const textsAt = exifAt + 2 + entries.length * ENTRY + 4;
  const head = Buffer.from('MM\0*\0\0\0\x08', 'latin1');
  const pointer = directory([entry(EXIF_POINTER, LONG, 1, word(exifAt))]);
  let at = textsAt;
  const rows = entries.map(({ tag, text }) => {
    const value = text.length <= 4 ? Buffer.concat([text], 4) : word(at);
    if (text.length > 4) at += text.length;
    return entry(tag, ASCII, text.length, value);
  });
  const texts = entries.flatMap(({ text }) => (text.length > 4 ? [text] : []));
  return Buffer.concat([head, pointer, directory(rows), ...texts]);
}

function directory(rows: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(rows.length);
  return Buffer.concat([count, ...rows, Buffer.alloc(4)]);
}

function entry(tag: number, type: number, count: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt32BE(count, 4);
  return Buffer.concat([head, value]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** `picture` (a JPG) with the tags; by default no more of a picture than its frame. */
export function jpegWithExif(
  tags: ExifTags,
  picture = Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
): Buffer<ArrayBuffer> {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(tags)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([
    picture.subarray(0, 2),
    Buffer.from([0xff, 0xe1]),
    length,
    body,
    picture.subarray(2),
  ]);
}

/** A PNG of one pixel's header and the tags, without the pixel. */
export function pngWithExif(tags: ExifTags): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('eXIf', tiff(tags)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([word(data.length), body, word(crc32(body))]);
}
