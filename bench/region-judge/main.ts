/**
 * Trains the judge of regions on labelled photographs and writes `models/region-judge.json`.
 *
 *     npm run region-judge -- FOLDER…
 *
 * A folder holds `labels.csv` with the box of every plate, and `images/`. Every tenth picture is kept out and the
 * judge's log loss on it is printed. The judge learns what the contour routes propose twice, with and without the heat
 * map, so that they can stand alone. The development photographs are for measuring and must not be given here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/recognition/decode.js';
import { propose } from '../../src/recognition/localize/propose.js';
import { FEATURES, withoutHeat } from '../../src/recognition/localize/region-features.js';
import { judge, type Forest } from '../../src/recognition/localize/region-judge.js';
import { boxOf } from '../../src/recognition/localize/region.js';
import { readLabels } from '../accuracy/labels.js';
import { isHit } from '../accuracy/measure-image.js';
import { growForest } from './grow-forest.js';

const SETTINGS = { trees: 150, depth: 4, rate: 0.12, ridge: 5 };
const KEPT_OUT = 10;

interface Sample {
  readonly values: readonly number[];
  readonly right: boolean;
}

const folders = process.argv.slice(2);
const fitted: Sample[] = [];
const kept: Sample[] = [];
for (const folder of folders) {
  readLabels(folder).forEach((image, index) => {
    using decoded = decode(readFileSync(join(folder, 'images', image.file)), Infinity);
    const boxes = image.plates.flatMap(({ box }) => box ?? []);
    for (const { proposal, features } of propose(decoded)) {
      const box = boxOf(proposal.corners);
      const right = boxes.some((label) => isHit(box, label));
      const samples = index % KEPT_OUT === 0 ? kept : fitted;
      samples.push({ values: features, right });
      if (proposal.route !== 'heat') samples.push({ values: withoutHeat(features), right });
    }
  });
}
console.log(`${fitted.length} proposals, ${fitted.filter(({ right }) => right).length} of them right`);
const forest: Forest = {
  features: FEATURES,
  ...growForest(
    fitted.map(({ values }) => values),
    fitted.map(({ right }) => right),
    SETTINGS,
  ),
};
for (const [name, samples] of [
  ['fitted', fitted],
  ['kept out', kept],
] as const) {
  const losses = samples.map(({ values, right }) => {
    const said = judge(forest, values);
    return -Math.log(Math.max(1e-9, right ? said : 1 - said));
  });
  console.log(
    `log loss, ${name}: ${(losses.reduce((sum, loss) => sum + loss, 0) / losses.length).toFixed(4)}`,
  );
}
writeFileSync('models/region-judge.json', JSON.stringify(rounded(forest)));

function rounded({ features, bias, trees }: Forest): Forest {
  const short = (value: number): number => Number(value.toPrecision(5));
  return {
    features,
    bias: short(bias),
    trees: trees.map(({ feature, threshold, leaf }) => ({
      feature,
      threshold: threshold.map(short),
      leaf: leaf.map(short),
    })),
  };
}
