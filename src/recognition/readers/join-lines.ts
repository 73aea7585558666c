/** Makes of what a reader says of each line of a crop what it says of the crop. */
import type { Candidate, Reading } from '../contracts.js';
import type { Reader } from '../reader.js';
import type { Crop } from '../rectify.js';

const MAX_CANDIDATES = 5;

/** One reading for each crop, in their order. */
export async function readTogether(reader: Reader, crops: readonly Crop[]): Promise<Reading[]> {
  const readings = await reader.read(crops.flatMap(({ lines }) => lines));
  let at = 0;
  return crops.map(({ lines }) => joinReadings(reader.name, readings.slice(at, (at += lines.length))));
}

/**
 * The readings of a crop's lines, top first, as one. All of it is right only where each line is, and lines are
 * read independently of each other: so confidences multiply, and half a plate read with certainty is none.
 */
export function joinReadings(reader: string, lines: readonly Reading[]): Reading {
  const [first, ...others] = lines;
  if (!first) return { reader, text: '', confidence: 0, candidates: [] };
  return others.reduce(
    (upper, lower) => ({
      reader,
      text: upper.text + lower.text,
      confidence: upper.confidence * lower.confidence,
      candidates: combine(orEmpty(upper.candidates), orEmpty(lower.candidates)),
      ...(upper.characters && lower.characters
        ? { characters: [...upper.characters, ...lower.characters] }
        : {}),
    }),
    first,
  );
}

function combine(starts: readonly Candidate[], ends: readonly Candidate[]): Candidate[] {
  return starts
    .flatMap((start) =>
      ends.map((end) => ({ text: start.text + end.text, confidence: start.confidence * end.confidence })),
    )
    .filter(({ text }) => text !== '')
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MAX_CANDIDATES);
}

/** A line on which nothing was read adds nothing to the text of the other. */
function orEmpty(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.length > 0 ? candidates : [{ text: '', confidence: 1 }];
}
