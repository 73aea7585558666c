/** Plates of Latin America; those of the United States are in a file of their own. */
import { articleOn, type PlateFormatRow } from './plate-format.js';

export const AMERICAS: readonly PlateFormatRow[] = [
  { country: 'AR', patterns: ['L{3}D{3}', 'D{3}L{3}'], source: articleOn('Argentina'), checked: true },
  { country: 'AR', patterns: ['LLD{3}LL'], source: articleOn('Argentina'), checked: true },
  // Motorcycles.
  { country: 'AR', patterns: ['LD{3}L{3}'], rare: true, source: articleOn('Argentina'), checked: true },
  { country: 'BR', patterns: ['L{3}D{4}'], source: articleOn('Brazil'), checked: true },
  {
    // The letter in the middle stands for the digit of the older plate so far, A for 0 to J for 9.
    country: 'BR',
    patterns: ['L{3}D[A-J]DD'],
    source: 'https://newsmotor.com.br/?p=22560',
    checked: true,
  },
  {
    country: 'CL',
    patterns: ['L{4}DD', 'LLD{4}'],
    without: 'AEIMNOQU',
    source: articleOn('Chile'),
    checked: false,
  },
  { country: 'CO', patterns: ['L{3}D{3}'], source: articleOn('Colombia'), checked: false },
  {
    country: 'MX',
    patterns: ['L{3}D{4}', 'L{3}D{3}L', 'LDDL{3}'],
    without: 'IOQ',
    source: articleOn('Mexico'),
    checked: false,
  },
  {
    country: 'PY',
    patterns: ['L{3}D{3}', 'L{4}D{3}'],
    rare: true,
    source: articleOn('Paraguay'),
    checked: false,
  },
  { country: 'UY', patterns: ['L{3}D{4}'], rare: true, source: articleOn('Uruguay'), checked: false },
];
