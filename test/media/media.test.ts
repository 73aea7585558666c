import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { CATALOGUE } from '../../media/generator/catalogue.js';
import { labelsOf } from '../../media/generator/draw-picture.js';
import { readPictureHead } from './picture-file.js';

const folder = fileURLToPath(new URL('../../../media/', import.meta.url));
const files = readdirSync(join(folder, 'images')).sort();
const read = (file: string): Buffer => readFileSync(join(folder, 'images', file));

interface Row {
  readonly file: string;
  readonly plate: string;
  readonly box: readonly number[] | null;
}

const [header, ...lines] = readFileSync(join(folder, 'labels.csv'), 'utf8').trimEnd().split('\n');
const rows: readonly Row[] = lines.map((line) => {
  const [file = '', plate = '', ...box] = line.split(',');
  return { file, plate, box: box.join('') === '' ? null : box.map(Number) };
});

function displayedSize(file: string): { readonly width: number; readonly height: number } {
  const { width, height, orientation } = readPictureHead(read(file));
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

describe('the sample pictures', () => {
  it('are those of the catalogue, and together small', () => {
    assert.deepEqual(files, CATALOGUE.map(({ file }) => file).sort());
    const total = files.reduce((sum, file) => sum + statSync(join(folder, 'images', file)).size, 0);
    assert.ok(total <= 6 * 1024 * 1024, `expected at most 6 MiB but the pictures have ${total} bytes`);
  });

  for (const { file, scene, turned } of CATALOGUE) {
    it(`${file} has the type, size and orientation that the catalogue says`, () => {
      const head = readPictureHead(read(file));
      const [width, height] = turned ? [scene.size[1], scene.size[0]] : scene.size;
      const type = file.endsWith('.png') ? 'png' : 'jpeg';
      assert.deepEqual(head, { type, width, height, orientation: turned ? 6 : 1 });
    });
  }

  it('hold one that is stored turned', () => {
    assert.deepEqual(
      files.filter((file) => readPictureHead(read(file)).orientation !== 1),
      ['exif-rotated.jpg'],
    );
  });
});

describe('the labels', () => {
  it('name every picture, and nothing else', () => {
    assert.equal(header, 'file,plate,x,y,w,h');
    assert.deepEqual([...new Set(rows.map(({ file }) => file))].sort(), files);
  });

  for (const { file, plate, box } of rows) {
    it(`${file} ${plate}: the box lies inside the picture, where there is a plate`, () => {
      assert.equal(plate === '-', file.startsWith('no-plate'));
      if (plate === '-') {
        assert.equal(box, null);
        return;
      }
      assert.match(plate, /^(?=.*\d)[A-Z0-9]{5,8}$/);
      const [x = NaN, y = NaN, w = NaN, h = NaN] = box ?? [];
      const { width, height } = displayedSize(file);
      assert.ok(
        x >= 0 && y >= 0 && x + w <= width && y + h <= height,
        `${x},${y},${w},${h} in ${width}x${height}`,
      );
      assert.ok(w >= 75 && w <= 450 && w > h, `${w}x${h}`);
    });
  }

  it('are those of the geometry', () => {
    for (const spec of CATALOGUE.filter(({ file }) => /two|tilt|exif/.test(file))) {
      const expected = labelsOf(spec).map(({ plate, x, y, w, h }) => ({
        file: spec.file,
        plate,
        box: [x, y, w, h],
      }));
      assert.deepEqual(
        rows.filter(({ file }) => file === spec.file),
        expected,
      );
    }
  });

  for (const { file, plate, box } of rows.filter((row) => row.box)) {
    it(`${file} ${plate}: the picture shows dark on light, or light on dark, inside the box`, async () => {
      const [x = 0, y = 0, w = 0, h = 0] = box ?? [];
      const image = await loadImage(read(file));
      assert.deepEqual({ width: image.width, height: image.height }, displayedSize(file));
      const context = createCanvas(w, h).getContext('2d');
      context.drawImage(image, -x, -y);
      assert.ok(spread(context.getImageData(0, 0, w, h).data) > 30);
    });
  }
});

/** Standard deviation of the green channel. */
function spread(pixels: Uint8ClampedArray): number {
  const greens = pixels.filter((_, i) => i % 4 === 1);
  const mean = greens.reduce((sum, v) => sum + v, 0) / greens.length;
  return Math.sqrt(greens.reduce((sum, v) => sum + (v - mean) ** 2, 0) / greens.length);
}
