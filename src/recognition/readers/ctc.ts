/** Texts out of the columns of a network that was trained with connectionist temporal classification (CTC). */
import type { Candidate } from '../contracts.js';

/** Probabilities of one column: the blank first, then each symbol of the alphabet. */
export type Column = readonly number[];

/** Prefixes that are followed; beyond ten more change nothing on plates. */
const BEAM = 12;
/** A symbol less likely than this is not tried. */
const MIN_PROBABILITY = 0.001;
const BLANK = 0;

/** How likely a prefix is, ending with a blank or with its last symbol. */
interface Ends {
  readonly blank: number;
  readonly symbol: number;
}

/**
 * The most likely texts, most likely first, each with the sum of the probabilities of all its alignments (prefix beam
 * search: Graves 2006, Hannun et al. 2014, without a language model). An empty text may be among them.
 * @param alphabet the symbol of each class after the blank
 */
export function decodeColumns(columns: readonly Column[], alphabet: string): Candidate[] {
  let beam = new Map<string, Ends>([['', { blank: 1, symbol: 0 }]]);
  for (const column of columns) {
    const likely = column.flatMap((probability, index) =>
      index !== BLANK && probability >= MIN_PROBABILITY
        ? [{ symbol: alphabet[index - 1] ?? '', probability }]
        : [],
    );
    const next = new Map<string, Ends>();
    const add = (text: string, blank: number, symbol: number): void => {
      const ends = next.get(text);
      next.set(text, { blank: (ends?.blank ?? 0) + blank, symbol: (ends?.symbol ?? 0) + symbol });
    };
    for (const [text, { blank, symbol: own }] of beam) {
      add(text, (blank + own) * (column[BLANK] ?? 0), 0);
      for (const { symbol, probability } of likely) {
        if (text.endsWith(symbol)) {
          // The same symbol goes on, or comes again after a blank.
          add(text, 0, own * probability);
          add(text + symbol, 0, blank * probability);
        } else {
          add(text + symbol, 0, (blank + own) * probability);
        }
      }
    }
    beam = new Map([...next].sort(([, a], [, b]) => total(b) - total(a)).slice(0, BEAM));
  }
  return [...beam].map(([text, ends]) => ({ text, confidence: total(ends) }));
}

function total({ blank, symbol }: Ends): number {
  return blank + symbol;
}

/**
 * How sure each character of the first text is: the share of the likely texts of its length that agree on it.
 * @returns 0 to 1 for each character
 */
export function characterConfidences(candidates: readonly Candidate[]): number[] {
  const [best] = candidates;
  const whole = candidates.reduce((sum, { confidence }) => sum + confidence, 0);
  return [...(best?.text ?? '')].map((character, at) => {
    const agreeing = candidates.filter(
      ({ text }) => text.length === best?.text.length && text[at] === character,
    );
    return agreeing.reduce((sum, { confidence }) => sum + confidence, 0) / whole;
  });
}
