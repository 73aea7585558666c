/** Keeps one line of a plate of two from passing for a plate. */
import type { ReadCrop } from '../readers/read-crops.js';
import type { Place } from './places.js';
import { folded } from './spelling.js';

/** How sure the first reader must be of both lines together. */
const MIN_CONFIDENCE = 0.3;

/**
 * Leaves out the texts that a crop along two lines shows to be a part of its own: crops of one of the lines are many
 * and read with more certainty.
 * @param longest the most characters that a plate has; longer texts of two lines are a plate and what stands below it
 */
export function withoutLinesOfTwo<Text extends { readonly text: string }>(
  texts: readonly Text[],
  place: Place,
  longest: number,
): Text[] {
  const wholes = place.flatMap((one) => wholeOf(one)).filter((whole) => whole.length <= longest);
  return texts.filter(({ text }) => {
    const part = folded(text);
    return !wholes.some((whole) => whole.length > part.length && whole.includes(part));
  });
}

function wholeOf({ crop, readings }: ReadCrop): string[] {
  const [first] = readings;
  return crop.lines.length === 2 && first && first.confidence >= MIN_CONFIDENCE ? [folded(first.text)] : [];
}
