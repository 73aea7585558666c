/** Of two spellings that look alike, the one whose letters and digits stand in fewer groups. */
import type { Candidate } from '../../contracts.js';
import { changesOf, folded } from '../spelling.js';
import { fitsAny } from './plate-formats.js';

/** The reader must hold the other spelling about as likely: it has seen the character, a rule has not. */
const LIKELY_SHARE = 0.5;
/** A letter amid digits makes two; a letter at their end, as in Croatia, one, and stays. */
const FEWER_CHANGES = 2;

/**
 * Readers tell O from 0 and I from 1 by a hair's breadth, and many countries' formats have either. Plates put letters and
 * digits in few groups: `OUG6157` is more likely than `OUG6I57`.
 * @param chosen the spelling to answer so far
 * @param candidates what the readers hold possible, with 0–1
 */
export function preferGrouped(chosen: Candidate, candidates: readonly Candidate[]): Candidate {
  const twins = candidates.filter(
    ({ text, confidence }) =>
      folded(text) === folded(chosen.text) &&
      confidence >= LIKELY_SHARE * chosen.confidence &&
      changesOf(text) <= changesOf(chosen.text) - FEWER_CHANGES &&
      (fitsAny(text) || !fitsAny(chosen.text)),
  );
  return twins.reduce(
    (best, twin) => (changesOf(twin.text) < changesOf(best.text) ? twin : best),
    twins[0] ?? chosen,
  );
}
