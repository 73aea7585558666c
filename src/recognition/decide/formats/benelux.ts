/** Plates of Belgium, the Netherlands and Luxembourg. */
import { articleOn, fakerOn, type PlateFormatRow } from './plate-format.js';

export const BENELUX: readonly PlateFormatRow[] = [
  {
    country: 'BE',
    patterns: ['[1289]L{3}D{3}', 'L{3}D{3}'],
    source: articleOn('Belgium'),
    checked: true,
  },
  {
    // Issued from 2008 until 2010.
    country: 'BE',
    patterns: ['D{3}L{3}'],
    source: 'https://worddisk.com/wiki/Vehicle_registration_plates_of_Belgium',
    checked: true,
  },
  { country: 'LU', patterns: ['LLD{4}', 'ND{3,4}'], source: articleOn('Luxembourg'), checked: true },
  {
    // Series 1 to 3, until 1978.
    country: 'NL',
    patterns: ['LLD{4}', 'D{4}LL', 'DDLLDD'],
    without: 'CIOQWY',
    rare: true,
    source: articleOn('the Netherlands'),
    checked: true,
  },
  {
    // Series 4 to 7, 10 and 11, and those of the same shapes for other vehicles.
    country: 'NL',
    patterns: ['LLDDLL', 'L{4}DD', 'DDL{4}', 'DDL{3}D', 'LD{3}LL', 'L{3}DDL'],
    without: 'ACEIOQU',
    source: articleOn('the Netherlands'),
    checked: true,
  },
  {
    // Series 8 and 9.
    country: 'NL',
    patterns: ['DL{3}DD', 'LLD{3}L'],
    without: 'ACEIOQU',
    source: fakerOn('nl_NL'),
    checked: true,
  },
];
