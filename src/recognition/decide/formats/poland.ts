/** Plates of Poland: the voivodeship, the city or county, and a number of one of many series. */
import { articleOn, fakerOn, type PlateFormatRow } from './plate-format.js';

/** The letters of the voivodeships, and those of the cities that ran out of numbers in 2023. */
const FIRST = '[B-GI-PR-TV-Z]';

function afterFirst(...patterns: readonly string[]): string[] {
  return patterns.map((pattern) => FIRST + pattern);
}

export const POLAND: readonly PlateFormatRow[] = [
  {
    // Cities.
    country: 'PL',
    patterns: afterFirst('AD{5}', 'AD{4}L', 'AD{3}LL', 'ANLD{3}', 'ANLLDD'),
    without: 'BDIOQZ',
    source:
      'https://moto.pl/MotoPL/7,88389,29390589,nowe-tablice-rejestracyjne-w-polsce-co-znacza-w-2023-r-bedzie.html',
    checked: true,
  },
  {
    // Counties. A digit that stands alone is never 0.
    country: 'PL',
    patterns: afterFirst(
      'AAD{5}',
      'AAD{4}L',
      'AAD{3}LL',
      'AALD{3}',
      'AANLDD',
      'AADDLN',
      'AANLLN',
      'AADDLL',
      'AALLDD',
    ),
    without: 'BDIOQZ',
    source: fakerOn('pl_PL'),
    checked: true,
  },
  {
    // Counties whose other series are used up.
    country: 'PL',
    patterns: afterFirst('AALDDL', 'AALNLL'),
    without: 'BDIOQZ',
    rare: true,
    source: articleOn('Poland'),
    checked: false,
  },
  {
    // Chosen by the owner, with the letter of the voivodeship and a digit first.
    country: 'PL',
    patterns: ['LDL{3,5}', 'LDL{1,3}DD', 'LDL{2,4}D'],
    without: 'Q',
    rare: true,
    source: articleOn('Poland'),
    checked: true,
  },
  {
    // Motorcycles.
    country: 'PL',
    patterns: afterFirst('AD{4}', 'AD{3}L'),
    without: 'BDIOQZ',
    rare: true,
    source: 'http://www.stacja.com.pl/php/tablice_rej/rejestracje.php',
    checked: true,
  },
  {
    // Small plates, for cars from the United States and Japan.
    country: 'PL',
    patterns: afterFirst('D{3}', 'DDL', 'NLN', 'LDD', 'NLL', 'LLN', 'LNL'),
    without: 'BDIOQZ',
    rare: true,
    source: 'https://www.wyborkierowcow.pl/zmniejszone-tablice-rejestracyjne/',
    checked: true,
  },
];
