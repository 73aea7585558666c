/**
 * Runs the recognition over labelled folders and reports what each stage does.
 *
 *     npm run accuracy -- [--readers network,tesseract] [--failures DIR] [--errors FILE] [--curve FILE]
 *                         [--features FILE] [--every N] FOLDER…
 *
 * A folder holds `labels.csv` (file,plate,x,y,w,h) and `images/`. With --failures the crops of every picture that
 * was not read right are written below DIR, with --errors all of these pictures on one contact sheet (PNG); with
 * --curve the errors over the answers at every confidence are drawn (SVG); with --features what each reading is judged by is written to FILE, for
 * `bench/confidence`; --every takes each Nth picture. Of plates without a text nothing is judged.
 */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SETTINGS } from '../../src/config.js';
import { READER_NAMES } from '../../src/recognition/contracts.js';
import { MAX_REGIONS } from '../../src/recognition/pipeline.js';
import { createReaders } from '../../src/recognition/readers.js';
import { drawErrorSheet, errorTile, type ErrorTile } from './error-sheet.js';
import { writeFailureSheet } from './failure-sheet.js';
import { judgedReadings, type JudgedReading } from './judged-readings.js';
import { readLabels } from './labels.js';
import { measureImage, type Measurement } from './measure-image.js';
import { reliabilityLines, reportLines, yieldLines } from './report.js';
import { drawYieldCurve, yieldCurve } from './yield-curve.js';

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    readers: { type: 'string', default: READER_NAMES.join() },
    failures: { type: 'string' },
    errors: { type: 'string' },
    curve: { type: 'string' },
    features: { type: 'string' },
    every: { type: 'string', default: '1' },
  },
});
if (folders.length === 0) {
  console.error(
    'usage: npm run accuracy -- [--failures DIR] [--errors FILE] [--curve FILE] [--features FILE] FOLDER…',
  );
  process.exit(2);
}

const wanted = values.readers.split(',');
const names = READER_NAMES.filter((name) => wanted.includes(name));
const settings = {
  maxRegions: MAX_REGIONS,
  maxImagePixels: 50_000_000,
  reviewConfidence: SETTINGS.reviewConfidence.defaultValue,
  readers: names,
};
const readers = await createReaders(names);
const everything: Measurement[] = [];
const judged: JudgedReading[] = [];
const errors: ErrorTile[] = [];
for (const folder of folders) {
  const name = basename(folder);
  const measurements: Measurement[] = [];
  const wantedImages = readLabels(folder).filter((_, index) => index % Number(values.every) === 0);
  for (const image of wantedImages) {
    const measurement = await measureImage(folder, image, readers, settings, (one) => {
      const failed = one.outcome === 'misread' || one.outcome === 'none' || one.outcome === 'false';
      if (failed && values.failures !== undefined) writeFailureSheet(join(values.failures, name), one);
      errors.push(...[errorTile(one)].flatMap((tile) => tile ?? []));
      judged.push(...judgedReadings(name, one));
      return { ...one, read: [] };
    });
    measurements.push(measurement);
  }
  everything.push(...measurements);
  console.log(reportLines(name, measurements).join('\n'));
}
await Promise.all(readers.map((reader) => reader.close()));
console.log(['Reliability of the answers:', ...reliabilityLines(everything)].join('\n'));
const curve = yieldCurve(everything);
console.log(['Answers from a confidence on:', ...yieldLines(curve)].join('\n'));
if (values.errors !== undefined) writeFileSync(values.errors, drawErrorSheet(errors));
if (values.curve !== undefined) writeFileSync(values.curve, drawYieldCurve(curve));
if (values.features !== undefined) writeFileSync(values.features, JSON.stringify(judged));
