/**
 * Cuts the labelled plates of photographs as the Tesseract reader gets them, to measure a training by; after a build:
 *
 *     node training/tesseract/line-crops.mjs OUT FOLDER…
 *
 * Writes OUT/<set>-<number>-<text>.png: of each plate the crop of the best region along a line that was found.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import console from 'node:console';
import { basename, join } from 'node:path';
import process from 'node:process';
import { readLabels } from '../../dist/bench/accuracy/labels.js';
import { decode } from '../../dist/src/recognition/decode.js';
import { localize } from '../../dist/src/recognition/localize.js';
import { boxOf, overlap } from '../../dist/src/recognition/localize/region.js';
import { cv } from '../../dist/src/recognition/opencv.js';
import { cutAlongLines } from '../../dist/src/recognition/rectify/along-lines.js';
import { matsOf } from '../../dist/src/recognition/rectify/crop.js';

const MAX_REGIONS = 10;
const MAX_PIXELS = 50_000_000;
/** Share of both boxes that they must have in common. */
const MIN_OVERLAP = 0.3;

const [out, ...folders] = process.argv.slice(2);
if (out === undefined || folders.length === 0) {
  console.error('usage: node training/tesseract/line-crops.mjs OUT FOLDER…');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
for (const folder of folders) {
  let written = 0;
  for (const { file, plates } of readLabels(folder)) {
    const image = decode(readFileSync(join(folder, 'images', file)), MAX_PIXELS);
    const crops = localize(image, MAX_REGIONS).flatMap((region) => cutAlongLines(image, region) ?? []);
    for (const { text, box } of plates) {
      if (text === '') continue;
      const crop = crops.find(({ corners, lines }) => {
        return lines.length === 1 && (box === null || overlap(boxOf(corners), box) > MIN_OVERLAP);
      });
      if (!crop) continue;
      const { grey, line } = crop.lines[0];
      const page = line.polarity === 'dark' ? grey : grey.bitwiseNot();
      cv.imwrite(join(out, `${basename(folder)}-${String(++written)}-${text}.png`), page);
    }
    for (const mat of crops.flatMap(matsOf)) mat.release();
    image[Symbol.dispose]();
  }
  console.log(`${basename(folder)}: ${String(written)} crops`);
}
