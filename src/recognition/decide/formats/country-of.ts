/** Where a plate was registered, as far as its text alone tells. */
import type { Country } from '../../contracts.js';
import { countriesOf, PLATE_FORMATS } from './plate-formats.js';

/** What weighs against every answer: countries without a format here, special and personal plates. An estimate, not measured. */
const UNLISTED_WEIGHT = 0.15;
/** Below, nothing is said: no country rather than a wrong one. */
const MIN_CONFIDENCE = 0.7;

/**
 * The country whose plates a text fits, if that is one, or all others it fits are rare; else `null`.
 *
 * The confidence is the country's share of the text: each country that has this text among its plates weighs the
 * same, however many plates it has, one that has it in a rare format only weighs less, and what is not listed weighs
 * a little always. So no country is named between two common ones (`AB123CD` is French, Italian, Albanian …), and the
 * United States are one country, however many states number alike. The text is taken for granted: what is uncertain
 * in its reading comes on top.
 * @param text A–Z and 0–9 only
 */
export function countryOf(text: string, formats = PLATE_FORMATS): Country | null {
  const weights = countriesOf(text, formats);
  const [heaviest] = [...weights].sort(([, a], [, b]) => b - a);
  if (heaviest === undefined) return null;
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, UNLISTED_WEIGHT);
  const [code, weight] = heaviest;
  const confidence = weight / total;
  return confidence >= MIN_CONFIDENCE ? { code, confidence } : null;
}
