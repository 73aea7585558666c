/** Plate formats as tie-breakers among characters that look alike. */
import type { Candidate } from '../../contracts.js';
import { twinsOf } from '../spelling.js';
import { fitsAny, PLATE_FORMATS } from './plate-formats.js';

/** Characters that readers take for each other; any two of a group. */
const CONFUSABLE = ['0ODQ', '1I', '2Z', '5S', '6G', '8B'];
/**
 * How likely another candidate must be, as a share of the first one's confidence. About one plate of fifty fits no
 * format (personal and special ones), so even a small share makes a text that fits the likelier one of the two; far
 * below this share, what a beam search holds is noise.
 */
const LIKELY_SHARE = 0.15;

/**
 * The candidate to answer. That is the first one, unless it fits no format and
 *
 * - a likely candidate that differs from it only in characters that readers confuse fits one: the likeliest such; or
 * - of the texts that differ from it only in O for 0 and I for 1, either way round and in any number of places,
 *   exactly one fits one.
 *
 * A rare format keeps the first one, but draws no other text to it. A fit never raises a confidence: a candidate keeps
 * its own, a text that is no candidate takes the first one's.
 * @param candidates what the readers hold possible, most likely first
 * @param formats those to fit; all by default, `formatsOf(countries)` where only some countries are expected
 * @returns `null` where there is no candidate
 */
export function preferFitting(candidates: readonly Candidate[], formats = PLATE_FORMATS): Candidate | null {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  if (fitsAny(first.text, formats)) return first;
  const common = formats.filter(({ rare }) => !rare);
  const likely = others.find(
    ({ text, confidence }) =>
      confidence >= LIKELY_SHARE * first.confidence &&
      differsInConfusable(first.text, text) &&
      fitsAny(text, common),
  );
  if (likely !== undefined) return likely;
  const twin = onlyFittingTwin(first.text, common);
  if (twin === null) return first;
  return others.find(({ text }) => text === twin) ?? { text: twin, confidence: first.confidence };
}

function differsInConfusable(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  return [...a].every((character, index) => {
    const other = b.charAt(index);
    return (
      character === other || CONFUSABLE.some((group) => group.includes(character) && group.includes(other))
    );
  });
}

/** `null` where none fits, or more than one does: two changes are as likely as one, since readers repeat themselves. */
function onlyFittingTwin(text: string, formats: typeof PLATE_FORMATS): string | null {
  const [only = null, ...more] = twinsOf(text).filter((reading) => fitsAny(reading, formats));
  return more.length === 0 ? only : null;
}
