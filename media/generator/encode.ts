import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';

/** The file of a picture. A `turned` JPEG stores the pixels a quarter turn to the left and says so in EXIF. */
export function encodePicture(
  canvas: Canvas,
  format: { readonly type: 'jpeg' | 'png'; readonly quality: number; readonly turned: boolean },
): Buffer {
  if (format.type === 'png') return canvas.encodeSync('png');
  if (!format.turned) return canvas.encodeSync('jpeg', format.quality);
  return withOrientation(quarterLeft(canvas).encodeSync('jpeg', format.quality), 6);
}

function quarterLeft(canvas: Canvas): Canvas {
  const turned = createCanvas(canvas.height, canvas.width);
  const context = turned.getContext('2d');
  context.translate(0, canvas.width);
  context.rotate(-Math.PI / 2);
  context.drawImage(canvas, 0, 0);
  return turned;
}

/** Puts an EXIF segment with nothing but the orientation (TIFF 6.0 tag 0x0112) right after a JPEG's first marker. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8], // big endian, first directory at byte 8
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], // one entry: orientation, a single short
    ...[0, 0, 0, 0], // no further directory
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
