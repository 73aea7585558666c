/** Plates of Europe outside the Union and the British Isles, Turkey and the Caucasus included. */
import { MONTENEGRIN_MUNICIPALITIES, SWISS_CANTONS, TURKISH_PROVINCES } from './registration-codes.js';
import { articleOn, type PlateFormatRow } from './plate-format.js';

/** Letters that Cyrillic and Latin share by shape. */
const SHARED_LETTERS = 'ABCEHKMOPTXY';
const SHARED_LETTERS_WITH_I = 'ABCEHIKMOPTX';

const KAZAKHSTAN = 'https://wikimili.com/en/Vehicle_registration_plates_of_Kazakhstan';
const KOSOVO = 'https://wikimili.com/wiki/Vehicle_registration_plates_of_Kosovo';

export const EUROPE: readonly PlateFormatRow[] = [
  { country: 'AD', patterns: ['LD{4}'], rare: true, source: articleOn('Andorra'), checked: true },
  { country: 'AL', patterns: ['LLD{3}LL'], source: articleOn('Albania'), checked: true },
  {
    // Of persons and of companies.
    country: 'AM',
    patterns: ['DDLLD{3}', 'D{3}LLDD'],
    source: 'https://de.wiki.li/Kfz-Kennzeichen_(Armenien)',
    checked: true,
  },
  {
    country: 'AZ',
    patterns: ['DDLLD{3}'],
    source: 'https://de.wikipedia.org/wiki/Kfz-Kennzeichen_(Aserbaidschan)',
    checked: true,
  },
  {
    country: 'BA',
    patterns: ['LDDLD{3}', '[T][A]D{6}', '[T][T]D{6}'],
    letters: 'AEJKMOT',
    source: articleOn('Bosnia and Herzegovina'),
    checked: true,
  },
  {
    country: 'BY',
    patterns: ['D{4}LLD', 'LLD{5}', 'LD{4}LD', '[E]D{3}LLD'],
    letters: SHARED_LETTERS_WITH_I,
    source: articleOn('Belarus'),
    checked: true,
  },
  {
    country: 'CH',
    patterns: ['PND{0,5}'],
    prefixes: SWISS_CANTONS,
    source: articleOn('Switzerland'),
    checked: true,
  },
  {
    country: 'FO',
    patterns: ['LLD{3}'],
    rare: true,
    source: articleOn('Denmark'),
    checked: true,
  },
  { country: 'GE', patterns: ['L{3}D{3}'], source: articleOn('Georgia (country)'), checked: true },
  {
    country: 'GE',
    patterns: ['LLD{3}LL'],
    source: 'https://kennzeichen-guide.de/schilder-europas/georgien',
    checked: true,
  },
  {
    // Three digits until 2007, two since.
    country: 'IS',
    patterns: ['LLD{3}', 'L{3}DD'],
    source: 'https://en.wikipedia.org/wiki/Icelandic_car_number_plates',
    checked: true,
  },
  // The regions are 01 to 20.
  { country: 'KZ', patterns: ['D{3}L{3}[01]D', 'D{3}L{3}[2][0]'], source: KAZAKHSTAN, checked: true },
  // Of companies.
  { country: 'KZ', patterns: ['D{3}LL[01]D', 'D{3}LL[2][0]'], source: KAZAKHSTAN, checked: false },
  // Issued until 2012.
  { country: 'KZ', patterns: ['LD{3}L{2,3}'], rare: true, source: KAZAKHSTAN, checked: true },
  {
    country: 'LI',
    patterns: ['[F][L]ND{0,4}'],
    rare: true,
    source: articleOn('Liechtenstein'),
    checked: true,
  },
  {
    country: 'MC',
    patterns: ['D{4}', 'LD{3}', 'D{3}L', 'LLDD'],
    without: 'IOW',
    rare: true,
    source:
      'https://monservicepublic.gouv.mc/en/themes/transport-and-mobility/vehicle-registration/registration-and-plates/how-to-request-a-specific-registration-number',
    checked: true,
  },
  { country: 'MD', patterns: ['L{3}D{3}'], source: articleOn('Moldova'), checked: true },
  {
    // Older, the district first.
    country: 'MD',
    patterns: ['L{4}D{1,3}'],
    rare: true,
    source:
      'https://github.com/openalpr/openalpr/blob/0818ba7c3d470775bdd9b826f395c006d3489138/runtime_data/postprocess/eu.patterns',
    checked: true,
  },
  {
    country: 'ME',
    patterns: ['PLLD{3}'],
    without: 'IOQWXY',
    prefixes: MONTENEGRIN_MUNICIPALITIES,
    source: articleOn('Montenegro'),
    checked: true,
  },
  { country: 'MK', patterns: ['LLD{3,4}LL'], source: articleOn('North Macedonia'), checked: true },
  {
    country: 'NO',
    patterns: ['LLND{3,4}'],
    without: 'IMOQ',
    source: articleOn('Norway'),
    checked: true,
  },
  {
    country: 'RS',
    patterns: ['LLD{3,4}LL'],
    without: 'Q',
    source: articleOn('Serbia'),
    checked: true,
  },
  {
    country: 'RU',
    patterns: ['LD{3}LLD{2,3}'],
    letters: SHARED_LETTERS,
    source: articleOn('Russia'),
    checked: true,
  },
  {
    // Cars, and vehicles with two wheels; both with leading zeros.
    country: 'SM',
    patterns: ['LD{4}', 'LD{3}'],
    rare: true,
    source: 'https://de.wikipedia.org/wiki/Kfz-Kennzeichen_(San_Marino)',
    checked: true,
  },
  {
    country: 'TR',
    patterns: ['PLD{4,5}', 'PLLD{3,4}', 'PL{3}D{2,3}'],
    without: 'QWX',
    prefixes: TURKISH_PROVINCES,
    source: articleOn('Turkey'),
    checked: true,
  },
  {
    country: 'UA',
    patterns: ['LLD{4}LL'],
    letters: SHARED_LETTERS_WITH_I,
    source: articleOn('Ukraine'),
    checked: true,
  },
  {
    country: 'VA',
    patterns: ['[S][C][V]ND{0,4}', '[C][V]ND{0,4}'],
    rare: true,
    source: articleOn('Vatican City'),
    checked: true,
  },
  // The numbers begin at 101.
  { country: 'XK', patterns: ['[0][1-7]NDDLL'], source: KOSOVO, checked: true },
  // Issued until 2010.
  { country: 'XK', patterns: ['D{3}[K][S]D{3}'], rare: true, source: KOSOVO, checked: true },
];
