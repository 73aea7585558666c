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

export function fitsAny(text: string, formats = PLATE_FORMATS): boolean {
  return formats.some(({ expression }) => expression.test(text));
}
