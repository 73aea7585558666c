/**
 * Fits the confidence of readings (src/recognition/decide/confidence.ts).
 *
 *     npm run accuracy -- --features features.json FOLDER…
 *     npm run confidence -- features.json
 *
 * The pictures are split in two by the hash of their names; the weights come from the first half, and the printed
 * reliability from the second, which they have not seen.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JudgedReading } from '../accuracy/judged-readings.js';
import { fitLogistic, logLoss, probability, type Example } from './logistic.js';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: npm run confidence -- features.json');
  process.exit(2);
}

const readings = JSON.parse(readFileSync(path, 'utf8')) as JudgedReading[];
const halves: [JudgedReading[], JudgedReading[]] = [[], []];
for (const reading of readings) {
  const firstByte = createHash('sha256').update(`${reading.set}/${reading.file}`).digest()[0] ?? 0;
  halves[firstByte & 1 ? 1 : 0].push(reading);
}
const [fitted, checked] = halves.map((half) => half.map(toExample)) as [Example[], Example[]];
const names = ['bias', ...Object.keys(readings[0]?.features ?? {})];
const weights = fitLogistic(fitted);

console.log(names.map((name, index) => `  ${name}: ${(weights[index] ?? 0).toFixed(2)},`).join('\n'));
console.log(`log loss: fitted half ${logLoss(weights, fitted).toFixed(3)} (${fitted.length} readings),`);
console.log(`          other half ${logLoss(weights, checked).toFixed(3)} (${checked.length} readings)`);
console.log('reliability on the other half:');
const bands = [0, 0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 1];
bands.slice(1).forEach((to, index) => {
  const from = bands[index] ?? 0;
  const inside = checked.filter(({ values }) => {
    const said = probability(weights, values);
    return said >= from && said < to;
  });
  const right = inside.filter((example) => example.right).length;
  console.log(`  ${from.toFixed(2)}–${to.toFixed(2)}: ${right} of ${inside.length} right`);
});

function toExample({ features, right }: JudgedReading): Example {
  return { values: Object.values(features), right };
}
