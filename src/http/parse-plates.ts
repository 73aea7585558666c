import { BadRequestError } from '../errors.js';
import { normalizePlate } from '../plate-text.js';
import { excerpt } from './excerpt.js';

const MOST_PLATES = 500;
/** No country has longer ones; counted after normalization. */
const LONGEST_PLATE = 32;

export interface AskedPlate {
  /** As the caller wrote it. */
  readonly asked: string;
  /** The form in which plates compare. */
  readonly normalized: string;
}

/**
 * Reads a list of plates separated by commas; what is no letter or digit does not count.
 * @throws {BadRequestError} a plate is empty or longer than 32 letters and digits, or there are more than 500
 */
export function parsePlates(text: string): readonly AskedPlate[] {
  const asked = text.split(',');
  if (asked.length > MOST_PLATES) {
    throw new BadRequestError(`Expected at most ${MOST_PLATES} plates, got ${asked.length}`);
  }
  return asked.map((plate, index) => {
    const normalized = normalizePlate(plate);
    if (normalized !== '' && normalized.length <= LONGEST_PLATE) return { asked: plate, normalized };
    const expected = `Expected a license plate of 1 to ${LONGEST_PLATE} letters and digits`;
    throw new BadRequestError(`${expected}, got '${excerpt(plate)}' (plate ${index + 1} of ${asked.length})`);
  });
}
