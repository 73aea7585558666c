/** Plates of the United Kingdom, and of the islands and Gibraltar, which number alike. */
import { articleOn, type PlateFormatRow } from './plate-format.js';

export const BRITISH_ISLES: readonly PlateFormatRow[] = [
  {
    country: 'GB',
    patterns: ['[A-HJ-PR-Y][A-HJ-PR-Y]DDL{3}'],
    without: 'IQ',
    source: articleOn('the United Kingdom'),
    checked: true,
  },
  {
    // The year as the first letter, 1983 to 2001; Q where the age is unknown.
    country: 'GB',
    patterns: ['[A-HJ-NP-TV-Y]ND{0,2}L{3}', '[Q]ND{0,2}L{3}'],
    without: 'IQ',
    source: articleOn('the United Kingdom'),
    checked: true,
    unchecked: 'letters',
  },
  {
    // The year as the last letter, 1963 to 1983.
    country: 'GB',
    patterns: ['L{3}ND{0,2}[A-HJ-NP-TV-Y]'],
    without: 'Q',
    rare: true,
    source: articleOn('the United Kingdom'),
    checked: true,
  },
  {
    // Northern Ireland: I or Z stands in the code of the county.
    country: 'GB',
    patterns: ['L[IZ]LND{0,3}', 'LL[IZ]ND{0,3}'],
    without: 'Q',
    source: articleOn('the United Kingdom'),
    checked: true,
    unchecked: 'letters',
  },
  {
    // Before 1963, and still sold.
    country: 'GB',
    patterns: ['L{3}ND{0,2}', 'ND{0,2}L{3}', 'L{1,2}ND{0,3}', 'ND{0,3}L{1,2}'],
    without: 'Q',
    rare: true,
    source: articleOn('the United Kingdom'),
    checked: true,
    unchecked: 'letters',
  },
  {
    // Up to five digits. The plates with 0 and 00 first, sold at auctions, are left out.
    country: 'GG',
    patterns: ['ND{0,4}'],
    rare: true,
    source: articleOn('the Bailiwick of Guernsey'),
    checked: true,
  },
  {
    country: 'GI',
    patterns: ['[G]ND{3}L', '[G]ND{0,4}'],
    rare: true,
    source: articleOn('Gibraltar'),
    checked: true,
  },
  {
    country: 'IM',
    patterns: ['L[M][N]ND{0,2}L', '[M][A][N]ND{0,2}L', 'LND{0,2}[M][A][N]', 'ND{3}[M][A][N]'],
    without: 'IQSZ',
    rare: true,
    source: articleOn('the Isle of Man'),
    checked: true,
  },
  { country: 'JE', patterns: ['[J]ND{0,5}'], rare: true, source: articleOn('Jersey'), checked: true },
];
