/**
 * Fits the confidence of texts (src/recognition/decide/weights.ts).
 *
 *     npm run accuracy -- --readers network,tesseract --features features.json FOLDER…
 *     npm run accuracy -- --readers network,tesseract --every 4 --features more.json SCENES
 *     npm run confidence -- [--without PICTURE,…] features.json more.json
 *
 * The second folder's plates have no texts: what is read beside them is on signs and lorries, and no plate.
 *
 * The weights that are printed come from all pictures. The reliability comes from weights that have not seen the picture:
 * the pictures are split in two by the hash of their names, and each half is judged by the other's.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { JudgedReading } from '../accuracy/judged-readings.js';
import { fitLogistic, logLoss, probability, type Example } from './logistic.js';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { without: { type: 'string', default: '' } },
});
if (files.length === 0) {
  console.error('usage: npm run confidence -- [--without PICTURE,…] features.json…');
  process.exit(2);
}

/** Pictures that show plates which nobody labelled. */
const without = new Set(values.without.split(','));
const readings = files
  .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as JudgedReading[])
  .filter(({ file }) => !without.has(file));
const halves: [JudgedReading[], JudgedReading[]] = [[], []];
for (const reading of readings) {
  const firstByte = createHash('sha256').update(`${reading.set}/${reading.file}`).digest()[0] ?? 0;
  halves[firstByte & 1 ? 1 : 0].push(reading);
}
const examples = halves.map((half) => half.map(toExample)) as [Example[], Example[]];
const names = ['bias', ...Object.keys(readings[0]?.features ?? {})];
const weights = fitLogistic(examples.flat());
console.log(`{ ${names.map((name, index) => `${name}: ${(weights[index] ?? 0).toFixed(3)}`).join(', ')} }`);

const judged = examples.flatMap((half, index) => {
  const others = examples[1 - index] ?? [];
  const own = fitLogistic(others);
  console.log(
    `log loss: fitted half ${logLoss(own, others).toFixed(3)}, other half ${logLoss(own, half).toFixed(3)}`,
  );
  return half.map((example) => ({ right: example.right, said: probability(own, example.values) }));
});
console.log('reliability of texts, by weights that have not seen their picture:');
const bands = [0, 0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1];
bands.slice(1).forEach((to, index) => {
  const from = bands[index] ?? 0;
  const inside = judged.filter(({ said }) => said >= from && said < to);
  const right = inside.filter((one) => one.right).length;
  console.log(`  ${from.toFixed(2)}–${to.toFixed(2)}: ${right} of ${inside.length} right`);
});

function toExample({ features, right }: JudgedReading): Example {
  return { values: Object.values(features), right };
}
