/**
 * The form in which plates are compared: upper case, diacritics folded (`š` → `S`), everything but A–Z and 0–9
 * dropped. Letters without a decomposition into a base letter (`Ø`, `Ł`, `Đ`, …) are folded by a table, since
 * plates that bear them are keyed with the base letter.
 */
export function normalizePlate(text: string): string {
  return text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[ØŁĐÆŒẞÞ]/g, (letter) => FOLDED[letter] ?? '')
    .replace(/[^A-Z0-9]/g, '');
}

const FOLDED: Readonly<Record<string, string>> = {
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Æ: 'AE',
  Œ: 'OE',
  ẞ: 'SS',
  Þ: 'TH',
};
