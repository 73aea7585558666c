/** Takes apart what Tesseract says of a line: the only form in which it names the alternatives of a symbol is HTML. */

/** A character that a symbol may be. */
export interface Alternative {
  readonly text: string;
  /** What speaks against it, in Tesseract's own measure: 0 is certain. */
  readonly rating: number;
}

export interface RecognizedLine {
  readonly text: string;
  /** 0 to 100, of the least sure symbol; 0 where nothing was read. */
  readonly confidence: number;
  /** For each character of `text` what it may be; empty where Tesseract does not tell for each of them. */
  readonly symbols: readonly (readonly Alternative[])[];
}

const WORD = /x_wconf (\d+)'[^>]*>([^<]*)/g;
const SYMBOL = /id='lstm_choices_[^>]*>(.*?)<\/span>\s*<\/span>/gs;
const CHOICE = /x_confs ([^']+)'>([^<]+)/g;
const NOT_READABLE = /[^A-Z0-9]/g;

/** @param hocr made with `lstm_choice_mode` 2 and `lstm_rating_coefficient` 1 */
export function parseHocr(hocr: string): RecognizedLine {
  const words = [...hocr.matchAll(WORD)];
  const text = words.map(([, , word = '']) => word.replace(NOT_READABLE, '')).join('');
  const symbols = [...hocr.matchAll(SYMBOL)].map(([, choices = '']) =>
    [...choices.matchAll(CHOICE)].map(([, value, char = '']) => ({
      text: char,
      rating: 100 - Number(value),
    })),
  );
  const told = symbols.length === text.length && symbols.every((alternatives) => alternatives.length > 0);
  return {
    text,
    confidence: text === '' ? 0 : Math.min(...words.map(([, value]) => Number(value))),
    symbols: told ? symbols : [],
  };
}
