/** Plates of the United States: passenger cars as the states number them, without plates that their owners choose. */
import { articleOn, fakerOn, type PlateFormatRow } from './plate-format.js';
import { IDAHO_COUNTIES } from './registration-codes.js';

const DESIGNS = 'https://en.wikipedia.org/wiki/United_States_license_plate_designs_and_serial_formats';
const OPENALPR =
  'https://github.com/openalpr/openalpr/blob/98b63df3b6730712b0d6c22765168784f4392323/runtime_data/postprocess/us.patterns';
const FAKER = fakerOn('en_US');
const ATROQ = 'https://atroq.com/blog/us-license-plate-serial-formats-designs.html';
const MASSACHUSETTS = 'https://licenseplates.cc/MA';
const TEXAS = 'https://licenseplates.cc/TX';
const ARIZONA =
  'https://es.stringtranslate.com/Placas%20de%20matr%C3%ADcula%20de%20veh%C3%ADculos%20de%20Arizona/Vehicle_registration_plates_of_Arizona';
const CALIFORNIA = 'https://alchetron.com/Vehicle-registration-plates-of-California';
const CALIFORNIA_FROM_2026 =
  'https://timeout.com/los-angeles/news/california-is-running-out-of-license-plate-numbersheres-what-happens-next-042825';
const CALIFORNIA_UNTIL_1980 =
  'http://franklinavenue.blogspot.com/2007/08/california-license-plates-enter-6s.html';
const DELAWARE =
  'http://the-uncensored-wiki.com:20082/articles/h/i/s/History_of_vehicle_registration_plates_of_Delaware_6902.html';
const INDIANA =
  'http://the-uncensored-wiki.com:20082/articles/v/e/h/Vehicle_registration_plates_of_Indiana_2922.html';

/** Current series, compared with the article that lists those of most states, or with another source. */
function current(
  region: string,
  patterns: readonly string[],
  more: Partial<PlateFormatRow> = {},
): PlateFormatRow {
  return { country: 'US', region, patterns, source: DESIGNS, checked: true, ...more };
}

/** Older series and those of other vehicles, compared with what OpenALPR, a plate reader, expects in the state. */
function others(region: string, patterns: readonly string[]): PlateFormatRow {
  return { country: 'US', region, patterns, source: OPENALPR, checked: true };
}

/** Written from memory; `state` is the title of the article to compare with. */
function unconfirmed(region: string, state: string, patterns: readonly string[]): PlateFormatRow {
  return { country: 'US', region, patterns, source: articleOn(state), checked: false };
}

export const UNITED_STATES: readonly PlateFormatRow[] = [
  // The county first, 1 to 67.
  current('AL', ['NLD{5}', 'NLLD{4}', 'NDLD{4}', 'NDLLD{3}'], { source: ATROQ }),
  current(
    'AL',
    [
      ...['NLD{4}L', 'NLDDL{3}', 'NLDDLDL', 'NDLD{3}L', 'NDLDDLD', 'NDLDLDD', 'NDLDLLD', 'NDLDL{3}'],
      'NDL{5}',
    ],
    { source: articleOn('Alabama') },
  ),
  others('AL', ['NLDDLDD']),
  current('AK', ['L{3}D{3}']),
  current('AZ', ['L{3}D{4}']),
  // Since 2020 any letters and digits around a digit in the fourth place; these are the ones in use.
  current(
    'AZ',
    ['L{3}DL{3}', 'LDLDL{3}', 'L{3}DLDL', 'LDLDLDL', 'DLLDL{3}', 'DDLDL{3}', 'DLLDLDL', 'DDLDLDL'],
    { without: 'IOQU', source: ARIZONA },
  ),
  others('AZ', ['D{3}L{3}']),
  current('AR', ['L{3}DDL']),
  others('AR', ['D{3}L{3}', 'L{3}D{3}']),
  // No I, O and Q in the first and third letter.
  current('CA', ['N[A-HJ-NPR-Z]L[A-HJ-NPR-Z]D{3}'], { source: CALIFORNIA }),
  current('CA', ['D{3}L{3}D'], { source: CALIFORNIA_FROM_2026 }),
  current('CA', ['L{3}D{3}'], { source: CALIFORNIA_UNTIL_1980 }),
  others('CA', ['NLD{5}', 'D{5}LD', 'D{3}L{3}']),
  current('CO', ['L{4}DD']),
  others('CO', ['D{3}L{3}', 'L{3}D{3,4}', 'LLD{4}']),
  current('CT', ['LLD{5}']),
  others('CT', ['D{3}L{3}', 'NL{4}N', 'D{5,6}', 'LLD{3,4}']),
  current('DE', ['ND{3,5}']),
  current('DE', ['[P][C]ND{3,5}'], { source: DELAWARE }),
  others('DC', ['LLD{4}', 'D{6}']),
  current('FL', ['L{4}DD', 'LDDDLL', 'LDDL{3}', 'DDL{4}', 'D{4}LL', 'LLDDLL', 'LDDDDL', 'L{3}D{3}'], {
    source: articleOn('Florida'),
    unchecked: 'letters',
  }),
  others('FL', ['D{3}[H-Y]LL']),
  current('GA', ['L{3}D{4}']),
  others('GA', ['D{3}L{3}', 'D{4}L{2,3}']),
  current('HI', ['L{3}D{3}']),
  // The county first: a letter, or a number and a letter.
  current('ID', ['[EIKNSVW]D{6}', 'PD{5}', 'PLD{4}', 'PLLD{3}', 'PD{4}L', '[1][0][B]D{4}'], {
    prefixes: IDAHO_COUNTIES,
    source: FAKER,
  }),
  current('IL', ['LLD{5}', 'LD{6}']),
  others('IL', ['D{5,7}', 'L{3}D{3}', 'LD{5}']),
  current('IN', ['D{3}L{3}']),
  others('IN', ['D{3}L{1,2}']),
  // The county first, until 2008.
  current('IN', ['NLD{4}', 'NDLD{4}', 'NLLD{3}', 'NDLLD{3}'], { rare: true, source: INDIANA }),
  current('IA', ['L{3}D{3}', 'D{3}L{3}']),
  others('IA', ['D{4}LL']),
  current('KS', ['D{4}L{3}']),
  others('KS', ['D{3}L{3}']),
  others('KY', ['D{3}L{3}']),
  unconfirmed('KY', 'Kentucky', ['LDLD{3}']),
  current('LA', ['D{3}L{3}', 'L{3}D{3}'], { source: articleOn('Louisiana') }),
  current('ME', ['L{3}D{3}', 'D{4}LL']),
  others('ME', ['D{3}L{2,3}']),
  current('MD', ['NLLD{4}']),
  others('MD', ['NL{3}DD', 'L{3}D{3}', '[A]D{6}', 'LD{5}', '[AB][A-E][A-Y]DDL']),
  current('MA', ['D{3}L{3}', 'D{4}LL', 'DDLLDD'], { source: MASSACHUSETTS }),
  others('MA', ['NLLD{3}', 'NL{3}DD', 'D{3}LLD', 'D{6}']),
  current('MI', ['L{3}D{4}']),
  others('MI', ['NL{3}DD']),
  current('MN', ['L{3}D{3}', 'D{3}L{3}']),
  current('MS', ['L{3}D{3,4}']),
  others('MO', ['LLDLDL', 'D{3}L{3}', 'NLLDDL']),
  unconfirmed('MO', 'Missouri', ['LLD{3}L']),
  // The county first, 1 to 56.
  current('MT', ['ND{5}L'], { source: 'https://fr.qwerty.wiki/wiki/Vehicle_registration_plates_of_Montana' }),
  others('MT', ['D{5}L', 'D{4}L']),
  current('NE', ['L{3}D{3}']),
  others('NE', ['NLD{4}', 'NLLD{3}', 'NDLD{3}', 'NDLLDD']),
  current('NV', ['DDLD{3}'], { source: FAKER }),
  others('NV', ['D{3}L{3}', 'L{3}D{3}', 'LLD{4}']),
  others('NH', ['D{6,7}', 'L{3}D{3}']),
  current('NJ', ['LDDL{3}']),
  others('NJ', ['L{3}DDL', 'LLD{3}L', 'L{3}D{4}']),
  current('NM', ['L{3}D{3}', 'D{3}L{3}']),
  current('NM', ['L{4}DD'], { source: articleOn('New Mexico') }),
  others('NM', ['LLD{3}']),
  current('NY', ['L{3}D{4}']),
  others('NY', ['L{3}D{3}', 'NLLD{3}', 'LDLD{3}', 'LD{3}LL', 'LLD{3}L']),
  current('NC', ['L{3}D{4}']),
  current('ND', ['L{3}D{3}', 'D{3}L{3}']),
  current('OH', ['L{3}D{4}']),
  others('OH', ['LLDDLL']),
  current('OK', ['L{3}D{3}', 'D{3}L{3}']),
  current('OR', ['L{3}D{3}', 'D{3}L{3}']),
  current('PA', ['L{3}D{4}']),
  others('RI', ['D{5,6}', 'LLD{3}']),
  current('SC', ['L{3}D{3}', 'D{3}L{3}']),
  others('SC', ['D{4}LL']),
  others('SD', ['NLLD{3}', 'NDLD{3}', 'NDLLDD', 'NDL{3}D']),
  current('TN', ['L{3}D{4}']),
  current('TN', ['LD{4}L'], { source: FAKER }),
  others('TN', ['D{3}L{3}']),
  current('TX', ['L{3}D{4}', 'LLNLD{3}'], { source: TEXAS }),
  others('TX', ['L{3}D{3}', 'D{3}L{3}', 'LDDL{3}']),
  others('UT', ['LD{3}LL', 'D{3}L{3}', 'L{3}D{3}']),
  current('VT', ['L{3}D{3}']),
  others('VT', ['D{3}LD{3}']),
  current('VA', ['L{3}D{4}']),
  others('VA', ['L{3}D{3}', 'LLD{4}', 'D{4}LL']),
  current('WA', ['L{3}D{4}']),
  others('WA', ['D{3}L{3}']),
  unconfirmed('WA', 'Washington (state)', ['LD{5}L']),
  // The first place is the month the registration ends: 1 to 9, O, N, D.
  current('WV', ['[1-9DNO]LLD{4}', '[1-9DNO]DLD{4}'], { source: articleOn('West Virginia') }),
  others('WV', ['[1-9DNO]LLD{3}', '[1-9DNO]LD{4}']),
  current('WV', ['L{3}D{3}'], { source: FAKER }),
  current('WI', ['L{3}D{4}']),
  others('WI', ['D{3}L{3}']),
  // The county first, 1 to 23.
  others('WY', ['ND{4,6}', 'ND{3}L', 'NDDLL', 'NDL{3}']),
  current('WY', ['ND{4}L'], { source: FAKER }),
];
