/** What went wrong with a picture that was not read right. */
import type { Measurement } from './measure-image.js';

export const ERROR_CLASSES = {
  'not found': 'no region shows the plate',
  misread: 'the right text is in no reading',
  'not chosen': 'a crop was read right, but another text was held likelier',
  'not sure': 'a crop was read right, but nothing was answered',
  'no plate': 'a plate was answered for a picture that shows none',
} as const;

export type ErrorClass = keyof typeof ERROR_CLASSES;

/** @returns null where the picture was read right, O and 0 and I and 1 alike */
export function errorClassOf({
  outcome,
  readSomewhere,
  regionRank,
}: Pick<Measurement, 'outcome' | 'readSomewhere' | 'regionRank'>): ErrorClass | null {
  if (outcome === 'exact' || outcome === 'folded' || outcome === 'empty') return null;
  if (outcome === 'false') return 'no plate';
  if (readSomewhere) return outcome === 'none' ? 'not sure' : 'not chosen';
  return regionRank === -1 ? 'not found' : 'misread';
}
