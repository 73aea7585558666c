/**
 * Plates of the United States: passenger cars as the states number them, without plates that their owners choose.
 * `DESIGNS` is the article that lists the current series of most states; older series are written from memory.
 */
import { articleOn, type PlateFormatRow } from './plate-format.js';

const DESIGNS = 'https://en.wikipedia.org/wiki/United_States_license_plate_designs_and_serial_formats';
const ALABAMA_TO_ARKANSAS = 'https://atroq.com/blog/us-license-plate-serial-formats-designs.html';
const MASSACHUSETTS = 'https://licenseplates.cc/MA';
const TEXAS = 'https://licenseplates.cc/TX';

/** Current series, compared with the source. */
function current(
  region: string,
  patterns: readonly string[],
  more: Partial<PlateFormatRow> = {},
): PlateFormatRow {
  return { country: 'US', region, patterns, source: DESIGNS, checked: true, ...more };
}

/** Older series and those of other vehicles, from memory; `state` is the title of the article to compare with. */
function others(region: string, state: string, patterns: readonly string[]): PlateFormatRow {
  return { country: 'US', region, patterns, source: articleOn(state), checked: false };
}

export const UNITED_STATES: readonly PlateFormatRow[] = [
  current('AL', ['NLD{5}', 'NLLD{4}', 'NDLD{4}', 'NDLLD{3}'], { source: ALABAMA_TO_ARKANSAS }),
  others('AL', 'Alabama', ['NLLDDLD', 'NDLDDLD', 'NDLD{3}L']),
  current('AK', ['L{3}D{3}']),
  // Since 2020 also any letters and digits around a digit in the fourth place, too loose a syntax to tell anything.
  current('AZ', ['L{3}D{4}']),
  others('AZ', 'Arizona', ['D{3}L{3}', 'L{3}DLL', 'LDLDLD']),
  current('AR', ['L{3}DDL']),
  others('AR', 'Arkansas', ['D{3}L{3}', 'L{3}D{3}']),
  current('CA', ['NL{3}D{3}']),
  others('CA', 'California', ['NLD{5}', 'D{5}LD', 'D{3}L{3}', 'L{3}D{3}']),
  current('CO', ['L{3}LDD']),
  others('CO', 'Colorado', ['D{3}L{3}', 'L{3}D{3,4}', 'LLD{4}']),
  current('CT', ['LLD{5}']),
  others('CT', 'Connecticut', ['D{3}L{3}', 'NL{4}N', 'D{5,6}', 'L{2}D{3,4}']),
  current('DE', ['ND{3,5}']),
  others('DC', 'Washington, D.C.', ['LLD{4}', 'D{6}']),
  current('FL', ['L{4}DD', 'LDDDLL', 'LDDL{3}', 'DDL{4}', 'D{4}LL', 'LLDDLL', 'LDDDDL', 'L{3}D{3}'], {
    source: articleOn('Florida'),
    unchecked: 'letters',
  }),
  others('FL', 'Florida', ['D{3}L{3}']),
  current('GA', ['L{3}D{4}']),
  others('GA', 'Georgia (U.S. state)', ['D{3}L{3}', 'D{4}L{2,3}']),
  current('HI', ['L{3}D{3}']),
  others('ID', 'Idaho', ['LD{6}', 'NLD{5}', 'NLLD{4}', 'NL{3}D{3}', 'NLD{4}L']),
  current('IL', ['LLD{5}', 'LD{6}']),
  others('IL', 'Illinois', ['D{5,7}', 'L{3}D{3}', 'LD{5}']),
  current('IN', ['D{3}L{3}']),
  others('IN', 'Indiana', ['D{3}L{1,2}', 'NDLD{4}']),
  current('IA', ['L{3}D{3}', 'D{3}L{3}']),
  others('IA', 'Iowa', ['D{4}LL']),
  current('KS', ['D{4}L{3}']),
  others('KS', 'Kansas', ['D{3}L{3}']),
  others('KY', 'Kentucky', ['D{3}L{3}', 'LDLD{3}']),
  current('LA', ['D{3}L{3}', 'L{3}D{3}'], { source: articleOn('Louisiana') }),
  current('ME', ['L{3}D{3}', 'D{4}LL']),
  others('ME', 'Maine', ['D{3}L{2,3}']),
  current('MD', ['NLLD{4}']),
  others('MD', 'Maryland', ['NL{3}DD', 'L{3}D{3}', 'LD{6}', 'L{3}DDL']),
  current('MA', ['D{3}L{3}', 'D{4}LL', 'DDLLDD'], { source: MASSACHUSETTS }),
  others('MA', 'Massachusetts', ['NLLD{3}', 'NL{3}DD', 'D{3}LLD', 'D{6}']),
  current('MI', ['L{3}D{4}']),
  others('MI', 'Michigan', ['NL{3}DD']),
  current('MN', ['L{3}D{3}', 'D{3}L{3}']),
  current('MS', ['L{3}D{3,4}']),
  others('MO', 'Missouri', ['LLDLDL', 'LLDDDL', 'D{3}L{3}', 'NLLDDL']),
  others('MT', 'Montana', ['ND{5}[A]', 'D{5}L', 'D{4}L']),
  current('NE', ['L{3}D{3}']),
  others('NE', 'Nebraska', ['NLD{4}', 'NLLD{3}', 'NDLD{3}', 'NDLLDD']),
  others('NV', 'Nevada', ['D{3}L{3}', 'L{3}D{3}', 'DDLD{3}', 'LLD{4}']),
  others('NH', 'New Hampshire', ['D{6,7}', 'L{3}D{3}']),
  current('NJ', ['LDDL{3}']),
  others('NJ', 'New Jersey', ['L{3}DDL', 'LLD{3}L', 'L{3}D{4}']),
  current('NM', ['L{3}D{3}', 'D{3}L{3}']),
  others('NM', 'New Mexico', ['L{3}LDD', 'LLD{3}']),
  current('NY', ['L{3}D{4}']),
  others('NY', 'New York', ['L{3}D{3}', 'NLLD{3}', 'LDLD{3}', 'LD{3}LL', 'LLD{3}L']),
  current('NC', ['L{3}D{4}']),
  current('ND', ['L{3}D{3}', 'D{3}L{3}']),
  current('OH', ['L{3}D{4}']),
  others('OH', 'Ohio', ['LLDDLL']),
  current('OK', ['L{3}D{3}', 'D{3}L{3}']),
  current('OR', ['L{3}D{3}', 'D{3}L{3}']),
  current('PA', ['L{3}D{4}']),
  others('RI', 'Rhode Island', ['D{5,6}', 'LLD{3}']),
  current('SC', ['L{3}D{3}', 'D{3}L{3}']),
  others('SC', 'South Carolina', ['D{4}LL']),
  others('SD', 'South Dakota', ['NLLD{3}', 'NDLD{3}', 'NDLLDD', 'NDL{3}D']),
  current('TN', ['L{3}D{4}']),
  others('TN', 'Tennessee', ['D{3}L{3}', 'LDDDDL']),
  current('TX', ['L{3}D{4}', 'LLNLD{3}'], { source: TEXAS }),
  others('TX', 'Texas', ['L{3}D{3}', 'D{3}L{3}', 'LDDL{3}']),
  others('UT', 'Utah', ['LD{3}LL', 'D{3}L{3}', 'L{3}D{3}']),
  current('VT', ['L{3}D{3}']),
  others('VT', 'Vermont', ['D{3}LD{3}']),
  current('VA', ['L{3}D{4}']),
  others('VA', 'Virginia', ['L{3}D{3}', 'LLD{4}', 'D{4}LL']),
  current('WA', ['L{3}D{4}']),
  others('WA', 'Washington (state)', ['D{3}L{3}', 'LDDDDDL']),
  // The first place is the month the registration ends: 1 to 9, O, N, D.
  others('WV', 'West Virginia', ['[1-9DNO]LLD{3}', '[1-9DNO]LD{4}', 'L{3}D{3}']),
  current('WI', ['L{3}D{4}']),
  others('WI', 'Wisconsin', ['D{3}L{3}']),
  others('WY', 'Wyoming', ['ND{4,6}', 'ND{3,4}L', 'ND{2,3}LL']),
];
