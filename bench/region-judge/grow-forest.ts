/** Gradient boosting of small trees on binned values, for logistic loss (Friedman 2001, with second-order leaves). */
import type { Tree } from '../../src/recognition/localize/region-judge.js';

export interface GrowSettings {
  readonly trees: number;
  readonly depth: number;
  /** Share of each tree's correction that is taken. */
  readonly rate: number;
  /** Keeps leaves with few examples small. */
  readonly ridge: number;
}

const BINS = 48;
/** Threshold of a node that does not split: every value goes to the right. Finite, since it is kept as JSON. */
const NOTHING_BELOW = -1e9;

export function growForest(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  settings: GrowSettings,
): { bias: number; trees: Tree[] } {
  const share = labels.filter(Boolean).length / labels.length;
  const bias = Math.log(share / (1 - share));
  const scores = new Float64Array(rows.length).fill(bias);
  const columns = toColumns(rows);
  const trees: Tree[] = [];
  for (let index = 0; index < settings.trees; index++) {
    const gradient = new Float64Array(rows.length);
    const hessian = new Float64Array(rows.length);
    scores.forEach((score, row) => {
      const said = 1 / (1 + Math.exp(-score));
      gradient[row] = (labels[row] ? 1 : 0) - said;
      hessian[row] = Math.max(1e-6, said * (1 - said));
    });
    trees.push(growTree(columns, gradient, hessian, scores, settings));
  }
  return { bias, trees };
}

interface Columns {
  /** Bin of each row, by feature. */
  readonly bins: readonly Uint8Array[];
  /** Upper edges of the bins, by feature. */
  readonly edges: readonly (readonly number[])[];
}

function toColumns(rows: readonly (readonly number[])[]): Columns {
  const width = rows[0]?.length ?? 0;
  const edges: number[][] = [];
  const bins: Uint8Array[] = [];
  for (let feature = 0; feature < width; feature++) {
    const values = rows.map((row) => row[feature] ?? 0);
    const sorted = Float64Array.from(values).sort();
    const own = new Set<number>();
    for (let bin = 1; bin < BINS; bin++) own.add(sorted[Math.floor((bin * sorted.length) / BINS)] ?? 0);
    const list = [...own].sort((a, b) => a - b);
    edges.push(list);
    bins.push(Uint8Array.from(values, (value) => binOf(list, value)));
  }
  return { bins, edges };
}

/** How many edges a value reaches. */
function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function growTree(
  { bins, edges }: Columns,
  gradient: Float64Array,
  hessian: Float64Array,
  scores: Float64Array,
  { depth, rate, ridge }: GrowSettings,
): Tree {
  const nodes = 2 ** depth - 1;
  const feature: number[] = [];
  const threshold: number[] = [];
  const place = new Int32Array(gradient.length);
  for (let level = 0; level < depth; level++) {
    const first = 2 ** level - 1;
    const splits = bestSplits(bins, gradient, hessian, place, { first, count: 2 ** level, ridge });
    splits.forEach(({ at, bin }) => {
      feature.push(at);
      threshold.push(edges[at]?.[bin] ?? NOTHING_BELOW);
    });
    for (let row = 0; row < place.length; row++) {
      const node = place[row] ?? 0;
      const { at, bin } = splits[node - first] ?? { at: 0, bin: -1 };
      place[row] = 2 * node + ((bins[at]?.[row] ?? 0) <= bin ? 1 : 2);
    }
  }
  const up = new Float64Array(nodes + 1);
  const down = new Float64Array(nodes + 1).fill(ridge);
  place.forEach((node, row) => {
    up[node - nodes] = (up[node - nodes] ?? 0) + (gradient[row] ?? 0);
    down[node - nodes] = (down[node - nodes] ?? 0) + (hessian[row] ?? 0);
  });
  const leaf = Array.from(up, (value, index) => (rate * value) / (down[index] ?? 1));
  place.forEach((node, row) => {
    scores[row] = (scores[row] ?? 0) + (leaf[node - nodes] ?? 0);
  });
  return { feature, threshold, leaf };
}

/** The split of each node of a level that gains most. */
function bestSplits(
  bins: readonly Uint8Array[],
  gradient: Float64Array,
  hessian: Float64Array,
  place: Int32Array,
  { first, count, ridge }: { first: number; count: number; ridge: number },
): { at: number; bin: number }[] {
  const best = Array.from({ length: count }, () => ({ at: 0, bin: -1, gain: 0 }));
  bins.forEach((column, at) => {
    const up = new Float64Array(count * BINS);
    const down = new Float64Array(count * BINS);
    for (let row = 0; row < place.length; row++) {
      const cell = ((place[row] ?? 0) - first) * BINS + (column[row] ?? 0);
      up[cell] = (up[cell] ?? 0) + (gradient[row] ?? 0);
      down[cell] = (down[cell] ?? 0) + (hessian[row] ?? 0);
    }
    best.forEach((found, node) => {
      const cells = [node * BINS, (node + 1) * BINS] as const;
      const { bin, gain } = bestBin(up.subarray(...cells), down.subarray(...cells), ridge);
      if (gain > found.gain) Object.assign(found, { at, bin, gain });
    });
  });
  return best;
}

function bestBin(up: Float64Array, down: Float64Array, ridge: number): { bin: number; gain: number } {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [allUp, allDown] = [sum(up), sum(down)];
  const worth = (u: number, d: number): number => u ** 2 / (d + ridge);
  const whole = worth(allUp, allDown);
  let best = { bin: -1, gain: 0 };
  let leftUp = 0;
  let leftDown = 0;
  for (let bin = 0; bin < BINS - 1; bin++) {
    leftUp += up[bin] ?? 0;
    leftDown += down[bin] ?? 0;
    const gain = worth(leftUp, leftDown) + worth(allUp - leftUp, allDown - leftDown) - whole;
    if (gain > best.gain) best = { bin, gain };
  }
  return best;
}
