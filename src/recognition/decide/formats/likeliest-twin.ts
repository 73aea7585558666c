/** Of the spellings that differ in O for 0 and I for 1 only, the one that plates most likely have. */
import { changesOf, folded, twinsOf } from '../spelling.js';
import { countriesOf } from './plate-formats.js';

/** What a text that no format has weighs beside one of a common format. An estimate, not measured. */
const UNLISTED_WEIGHT = 0.02;
/** What each change between letters and digits beyond the first makes of the latter. */
const PER_CHANGE = 0.2;
/** Share of what readers give all spellings that each has at least: none of them can be told by its looks. */
const LEAST_SHARE = 0.05;

/** A spelling, and what the readings of a plate give it in sum. */
export interface Spelling {
  readonly text: string;
  readonly support: number;
}

/**
 * By Bayes' rule: what the readers give a spelling, times how often it stands on plates.
 *
 * For the latter every country that has such plates counts the same, and each of its texts as often as any other: a
 * letter is one of 26, a digit one of 10, so `JRV1942` beats `JRVI942` where both are formats of somebody.
 * @param text A–Z and 0–9
 * @param spellings of the readings; those that are no twins of `text` do not matter
 */
export function likeliestTwin(text: string, spellings: readonly Spelling[]): string {
  const supports = new Map(
    spellings.filter((one) => folded(one.text) === folded(text)).map((one) => [one.text, one.support]),
  );
  const total = [...supports.values()].reduce((sum, support) => sum + support, 0);
  const scored = twinsOf(text).map((twin) => {
    const share = total > 0 ? (supports.get(twin) ?? 0) / total : 0;
    return { twin, score: (share + LEAST_SHARE) * commonness(twin) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).twin;
}

/** How often a text stands on plates, up to a factor. */
function commonness(text: string): number {
  const unlisted = UNLISTED_WEIGHT * PER_CHANGE ** Math.max(0, changesOf(text) - 1);
  const weight = [...countriesOf(text).values()].reduce((sum, one) => sum + one, unlisted);
  const digits = [...text].filter((character) => character >= '0' && character <= '9').length;
  return weight * 10 ** -digits * 26 ** -(text.length - digits);
}
