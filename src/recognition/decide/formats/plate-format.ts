/** A syntax of number plates as data, and the notation it is written in. */

export interface PlateFormatRow {
  /** ISO 3166-1 alpha-2; `XK` for Kosovo. */
  readonly country: string;
  /** The part of the country that uses it, as ISO 3166-2 has it without the country: `CA` of `US-CA`. */
  readonly region?: string;
  /**
   * What texts look like, separators left out. A symbol may be followed by how often it stands: `D{1,4}`, `L{2}`.
   *
   * - `L` a letter that the row uses
   * - `A` any letter, A to Z
   * - `D` a digit
   * - `N` a digit that is not 0: the first of a number without leading zeros
   * - `P` one of the prefixes
   * - `[...]` one of these characters, ranges included: `[A-J]`, `[F]`
   */
  readonly patterns: readonly string[];
  /** The letters that `L` stands for; all 26 where absent. */
  readonly letters?: string;
  /** The letters that `L` does not stand for; not together with `letters`. */
  readonly without?: string;
  /** What `P` stands for, separated by spaces: codes of cities, cantons, counties. */
  readonly prefixes?: string;
  /** Seldom met on roads: a small country, a series that ended long ago, a special kind. */
  readonly rare?: true;
  /** Where the syntax is described. */
  readonly source: string;
  /** Whether the patterns were compared with a description; if not, they are written from memory. */
  readonly checked: boolean;
  /** What of a checked row was not compared. */
  readonly unchecked?: 'letters' | 'prefixes';
}

export interface PlateFormat extends PlateFormatRow {
  /** Matches exactly the texts (A–Z and 0–9, no separators) that have one of the patterns. */
  readonly expression: RegExp;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SYMBOL = /([LADNP]|\[(?:[A-Z0-9](?:-[A-Z0-9])?)+\])(\{\d(?:,\d)?\})?/y;

/** @throws {Error} the row is not in the notation */
export function plateFormat(row: PlateFormatRow): PlateFormat {
  const classes = symbolClasses(row);
  const alternatives = row.patterns.map((pattern) => expressionOf(pattern, classes));
  if (alternatives.length === 0) throw new Error(`Expected patterns for ${row.country} but received none`);
  return { ...row, expression: new RegExp(`^(?:${alternatives.join('|')})$`) };
}

function symbolClasses({ letters, without, prefixes, country }: PlateFormatRow): Record<string, string> {
  if (letters !== undefined && without !== undefined) {
    throw new Error(`Expected letters or without for ${country} but received both`);
  }
  for (const list of [letters ?? '', without ?? '']) {
    if (!/^[A-Z]*$/.test(list)) throw new Error(`Expected letters A–Z for ${country} but received ${list}`);
  }
  if (prefixes !== undefined && !/^[A-Z0-9]+(?: [A-Z0-9]+)*$/.test(prefixes)) {
    throw new Error(`Expected prefixes separated by single spaces for ${country} but received ${prefixes}`);
  }
  const used = letters ?? (without ? ALPHABET.replace(new RegExp(`[${without}]`, 'g'), '') : ALPHABET);
  return {
    L: `[${used}]`,
    A: '[A-Z]',
    D: '[0-9]',
    N: '[1-9]',
    ...(prefixes === undefined ? {} : { P: `(?:${prefixes.split(' ').join('|')})` }),
  };
}

function expressionOf(pattern: string, classes: Readonly<Record<string, string>>): string {
  let expression = '';
  let position = 0;
  while (position < pattern.length) {
    SYMBOL.lastIndex = position;
    const [whole = '', symbol = '', count = ''] = SYMBOL.exec(pattern) ?? [];
    const expanded = symbol.startsWith('[') ? symbol : classes[symbol];
    if (whole === '' || expanded === undefined) {
      throw new Error(`Expected a symbol at character ${position} of the pattern but received ${pattern}`);
    }
    expression += expanded + count;
    position += whole.length;
  }
  return expression;
}

/** What Faker, a library that makes up test data, knows of a locale's plates; taken from Wikipedia in its turn. */
export function fakerOn(locale: string): string {
  return `https://github.com/joke2k/faker/blob/master/faker/providers/automotive/${locale}/__init__.py`;
}

/** The English Wikipedia's article on the plates of a country or state. */
export function articleOn(place: string): string {
  return `https://en.wikipedia.org/wiki/Vehicle_registration_plates_of_${place.replaceAll(' ', '_')}`;
}
