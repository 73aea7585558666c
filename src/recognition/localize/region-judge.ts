/** A boosted forest of small trees that says how likely a proposal shows a plate. */
import { readFileSync } from 'node:fs';
import { FEATURES } from './region-features.js';

/** Node `i` asks `feature[i] < threshold[i]`: yes goes to `2i + 1`, no to `2i + 2`; leaves follow the nodes. */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly leaf: readonly number[];
}

export interface Forest {
  readonly features: readonly string[];
  readonly bias: number;
  readonly trees: readonly Tree[];
}

const FILE = new URL('../../../../models/region-judge.json', import.meta.url);

/** @throws {Error} the file was made for other features */
export function loadForest(): Forest {
  const forest = JSON.parse(readFileSync(FILE, 'utf8')) as Forest;
  if (forest.features.join() !== FEATURES.join()) {
    throw new Error(
      `${FILE.pathname}: expected the features ${FEATURES.join()}, found ${forest.features.join()}`,
    );
  }
  return forest;
}

/** Probability, 0 to 1. */
export function judge({ bias, trees }: Forest, values: readonly number[]): number {
  let sum = bias;
  for (const { feature, threshold, leaf } of trees) {
    let node = 0;
    while (node < feature.length) {
      const value = values[feature[node] ?? 0] ?? 0;
      node = 2 * node + (value < (threshold[node] ?? 0) ? 1 : 2);
    }
    sum += leaf[node - feature.length] ?? 0;
  }
  return 1 / (1 + Math.exp(-sum));
}
