/** All syntaxes of number plates that are known here, and which of them a text fits. */
import { AMERICAS } from './americas.js';
import { BENELUX } from './benelux.js';
import { BRITISH_ISLES } from './british-isles.js';
import { EUROPE } from './europe.js';
import { EUROPEAN_UNION } from './european-union.js';
import { plateFormat, type PlateFormat } from './plate-format.js';
import { POLAND } from './poland.js';
import { UNITED_STATES } from './united-states.js';

export const PLATE_FORMATS: readonly PlateFormat[] = [
  ...EUROPEAN_UNION,
  ...BENELUX,
  ...POLAND,
  ...BRITISH_ISLES,
  ...EUROPE,
  ...AMERICAS,
  ...UNITED_STATES,
].map(plateFormat);

/** The formats of some countries only, by ISO 3166-1 alpha-2 code. */
export function formatsOf(countries: readonly string[]): PlateFormat[] {
  return PLATE_FORMATS.filter(({ country }) => countries.includes(country));
}

/**
 * The formats that a text fits.
 * @param text A–Z and 0–9 only
 */
export function fittingFormats(text: string, formats = PLATE_FORMATS): PlateFormat[] {
  return formats.filter(({ expression }) => expression.test(text));
}

/** What a rare format weighs beside a common one. An estimate, not measured. */
const RARE_WEIGHT = 0.05;

/** The countries that have a text among their plates: 1 each, less where they have it in a rare format only. */
export function countriesOf(text: string, formats = PLATE_FORMATS): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { country, rare } of fittingFormats(text, formats)) {
    weights.set(country, Math.max(rare ? RARE_WEIGHT : 1, weights.get(country) ?? 0));
  }
  return weights;
}

export function fitsAny(text: string, formats = PLATE_FORMATS): boolean {
  return formats.some(({ expression }) => expression.test(text));
}
