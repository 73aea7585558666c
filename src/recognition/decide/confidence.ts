/** How likely a text is that of a plate, read without error. */
import type { Features } from './text-features.js';
import { WEIGHTS, type Weights } from './weights.js';

/** Which readers read: each combination is weighed by its own experience. */
export type ReaderNames = readonly string[];

/** @returns 0 to 1 */
export function confidenceOf(features: Features, readers: ReaderNames): number {
  const weights = weightsFor(readers);
  const keys = Object.keys(features) as (keyof Features)[];
  const sum = keys.reduce((total, key) => total + weights[key] * features[key], weights.bias);
  return 1 / (1 + Math.exp(-sum));
}

function weightsFor(readers: ReaderNames): Weights {
  if (!readers.includes('network')) return WEIGHTS.tesseract;
  return readers.includes('tesseract') ? WEIGHTS.both : WEIGHTS.network;
}
