import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnreadableImageError } from '../../src/errors.js';
import { readImageHeader } from '../../src/recognition/image-header.js';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function png(width: number, height: number): Buffer {
  const rest = Buffer.alloc(25);
  rest.writeUInt32BE(13, 0);
  rest.write('IHDR', 4, 'latin1');
  rest.writeUInt32BE(width, 8);
  rest.writeUInt32BE(height, 12);
  return Buffer.concat([Buffer.from(PNG), rest]);
}

/** SOI, the segments given, then a frame header of the given marker. */
function jpeg(width: number, height: number, options: { marker?: number; before?: number[] } = {}): Buffer {
  const frame = [
    0xff,
    options.marker ?? 0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
  ];
  return Buffer.from([0xff, 0xd8, ...(options.before ?? [0xff, 0xe0, 0, 4, 1, 2]), ...frame]);
}

test('readImageHeader tells format and size of a PNG', () => {
  assert.deepEqual(readImageHeader(png(640, 480)), { format: 'png', width: 640, height: 480 });
});

const JPEGS: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['baseline', jpeg(1920, 1080)],
  ['progressive', jpeg(1920, 1080, { marker: 0xc2 })],
  ['with fill bytes before a marker', jpeg(1920, 1080, { before: [0xff, 0xff, 0xff, 0xe1, 0, 3, 9] })],
  ['with a Huffman table first', jpeg(1920, 1080, { before: [0xff, 0xc4, 0, 4, 0, 0] })],
  ['with a marker that has no segment', jpeg(1920, 1080, { before: [0xff, 0xd0] })],
];
for (const [name, bytes] of JPEGS) {
  test(`readImageHeader tells format and size of a JPG ${name}`, () => {
    assert.deepEqual(readImageHeader(bytes), { format: 'jpeg', width: 1920, height: 1080 });
  });
}

const REFUSED: readonly (readonly [name: string, bytes: Buffer, message: RegExp])[] = [
  ['nothing', Buffer.alloc(0), /empty/],
  ['text', Buffer.from('hello, plates'), /neither a PNG nor a JPG/],
  ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00'), /neither a PNG nor a JPG/],
  ['a PNG cut off in its header', png(640, 480).subarray(0, 20), /ends within its header/],
  ['a PNG of no width', png(0, 480), /0×480 pixels/],
  ['a JPG cut off before its frame', jpeg(640, 480).subarray(0, 9), /ends before its frame header/],
  ['a JPG cut off within its frame', jpeg(640, 480).subarray(0, 14), /ends before its frame header/],
  ['a JPG of no height', jpeg(640, 0), /640×0 pixels/],
  ['a JPG whose segment has no length', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), /ends before its frame/],
];
for (const [name, bytes, message] of REFUSED) {
  test(`readImageHeader refuses ${name}`, () => {
    assert.throws(
      () => readImageHeader(bytes),
      (error: unknown) => error instanceof UnreadableImageError && message.test(error.message),
    );
  });
}
