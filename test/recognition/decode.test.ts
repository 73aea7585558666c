import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImageTooLargeError, UnreadableImageError } from '../../src/errors.js';
import { decode } from '../../src/recognition/decode.js';
import { cv, MatScope } from '../../src/recognition/opencv.js';

const LIMIT = 1_000_000;

function picture(extension: '.jpg' | '.png'): Buffer {
  using mats = new MatScope();
  const mat = mats.own(new cv.Mat(60, 100, cv.CV_8UC3, [200, 200, 200]));
  mat.drawRectangle(new cv.Rect(0, 0, 30, 20), new cv.Vec3(0, 0, 0), -1);
  return cv.imencode(extension, mat);
}

/** The JPG with an EXIF segment that asks for a rotation by 90° clockwise (orientation 6). */
function rotated(jpg: Buffer): Buffer {
  const tiff = Buffer.from([
    ...Buffer.from('MM\0*\0\0\0\b', 'latin1'),
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpg.subarray(0, 2), head, body, jpg.subarray(2)]);
}

for (const extension of ['.jpg', '.png'] as const) {
  test(`decode gives the grey pixels of a ${extension}`, () => {
    using image = decode(picture(extension), LIMIT);
    assert.deepEqual([image.width, image.height, image.grey.channels], [100, 60, 1]);
    assert.ok(image.grey.at(10, 10) < 20);
    assert.ok(image.grey.at(40, 80) > 180);
  });
}

test('decode turns the picture as its EXIF orientation says', () => {
  using image = decode(rotated(picture('.jpg')), LIMIT);
  assert.deepEqual([image.width, image.height], [60, 100]);
  assert.ok(image.grey.at(10, 50) < 20, 'the dark corner is at the top right now');
});

test('decode reduces a large JPG, turned or not, and gives the whole on demand', () => {
  using mats = new MatScope();
  const large = mats.own(new cv.Mat(1500, 2600, cv.CV_8UC1, 200));
  large.drawRectangle(new cv.Rect(0, 0, 800, 600), new cv.Vec3(0, 0, 0), -1);
  const jpg = cv.imencode('.jpg', large);
  for (const [bytes, width, height] of [
    [jpg, 2600, 1500],
    [rotated(jpg), 1500, 2600],
  ] as const) {
    using image = decode(bytes, 5_000_000);
    assert.deepEqual([image.width, image.height, image.reduction], [width, height, 2]);
    assert.deepEqual([image.grey.cols, image.grey.rows], [width / 2, height / 2]);
    assert.deepEqual([image.full().cols, image.full().rows], [width, height]);
    assert.equal(image.full(), image.full(), 'it is decoded once');
  }
});

test('decode reduces no PNG, which is decoded whole in any case', () => {
  using mats = new MatScope();
  using image = decode(cv.imencode('.png', mats.own(new cv.Mat(20, 6000, cv.CV_8UC1, 200))), 5_000_000);
  assert.equal(image.reduction, 1);
  assert.equal(image.full(), image.grey);
});

test('decode reads a JPG that is cut off as far as it goes', () => {
  const whole = picture('.jpg');
  using image = decode(whole.subarray(0, whole.length - 40), LIMIT);
  assert.equal(image.width, 100);
});

test('decode refuses a picture with more pixels than the limit before it decodes', () => {
  assert.throws(
    () => decode(picture('.png'), 5_999),
    (error: unknown) => error instanceof ImageTooLargeError && /100×60 pixels.*5999/.test(error.message),
  );
});

const BROKEN: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['a PNG without pixels', picture('.png').subarray(0, 40)],
  ['a JPG header with nothing behind it', picture('.jpg').subarray(0, 180)],
  ['a PNG whose pixels are garbage', Buffer.concat([picture('.png').subarray(0, 33), Buffer.alloc(500, 7)])],
];
for (const [name, bytes] of BROKEN) {
  test(`decode refuses ${name}`, () => {
    assert.throws(() => decode(bytes, LIMIT), UnreadableImageError);
  });
}

test('MatScope releases what it owns, also when the block throws', () => {
  const before = cv.getMemMetrics();
  assert.throws(() => {
    using mats = new MatScope();
    mats.own(new cv.Mat(1000, 1000, cv.CV_8UC1, 0));
    throw new Error('on the way');
  }, /on the way/);
  const after = cv.getMemMetrics();
  assert.ok(after.NumAllocations > before.NumAllocations, 'the memory is counted');
  assert.equal(after.TotalAlloc, before.TotalAlloc);
});
