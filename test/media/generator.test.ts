import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { CATALOGUE } from '../../media/generator/catalogue.js';
import { drawPicture } from '../../media/generator/draw-picture.js';
import { encodePicture } from '../../media/generator/encode.js';
import type { PlateLayout } from '../../media/generator/plate-layouts.js';
import { PLATE_LAYOUTS } from '../../media/generator/plate-layouts.js';
import { renderPlate } from '../../media/generator/render-plate.js';
import { readPictureHead } from './picture-file.js';

async function pixelsOf(bytes: Buffer): Promise<Uint8ClampedArray> {
  const image = await loadImage(bytes);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}

describe('the generator', () => {
  it('draws the picture again that is in the repository', async () => {
    const spec = CATALOGUE.find(({ file }) => file === 'png-rear-italy.png');
    assert.ok(spec);
    const kept = readFileSync(fileURLToPath(new URL(`../../../media/images/${spec.file}`, import.meta.url)));
    const [before, now] = await Promise.all([pixelsOf(kept), pixelsOf(drawPicture(spec))]);
    assert.equal(now.length, before.length);
    // Another processor may round a glyph's edge otherwise: a handful of pixels, not a difference that one sees.
    const differing = now.filter((value, i) => Math.abs(value - (before[i] ?? 0)) > 8).length;
    assert.ok(differing / now.length < 0.001, `${differing} of ${now.length} values differ`);
  });

  for (const [name, layout] of Object.entries<PlateLayout>(PLATE_LAYOUTS)) {
    it(`writes readably on a plate of ${name}`, () => {
      const { above } = layout.text;
      const canvas = renderPlate(layout, above ? 'ABC/1234' : 'AB-1234').picture();
      const { width, height } = canvas;
      for (const level of above ? [0.35, 0.7] : [0.55]) {
        const row = canvas.getContext('2d').getImageData(0, Math.round(height * level), width, 1).data;
        const greens = [...row.filter((_, i) => i % 4 === 1)].slice(
          Math.round(width * 0.2),
          Math.round(width * 0.8),
        );
        const inked = greens.filter((v) => v < 90).length / greens.length;
        assert.ok(inked > 0.1 && inked < 0.6, `${inked} of the row at ${level} is ink`);
        assert.ok(Math.max(...greens) > 170);
      }
    });
  }

  it('refuses more lines than a plate has', () => {
    assert.throws(
      () => renderPlate(PLATE_LAYOUTS.croatia, 'ZG/270-JB'),
      /expected at most 0 "\/" in a plate's text but received ZG\/270-JB/,
    );
    assert.throws(() => renderPlate(PLATE_LAYOUTS.croatiaTwoLines, 'ZG/270/JB'));
  });
});

describe('encodePicture', () => {
  const canvas = createCanvas(64, 32);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 8, 8);

  it('stores a turned picture so that a decoder which obeys EXIF shows it upright', async () => {
    const bytes = encodePicture(canvas, { type: 'jpeg', quality: 95, turned: true });
    assert.deepEqual(readPictureHead(bytes), { type: 'jpeg', width: 32, height: 64, orientation: 6 });
    const image = await loadImage(bytes);
    assert.deepEqual([image.width, image.height], [64, 32]);
    const pixels = await pixelsOf(bytes);
    assert.ok((pixels[(3 * 64 + 3) * 4] ?? 0) > 200, 'the red corner is at the top left');
  });
});
