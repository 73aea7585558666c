import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plateFormat } from '../../../src/recognition/decide/formats/plate-format.js';
import {
  fittingFormats,
  formatsOf,
  PLATE_FORMATS,
} from '../../../src/recognition/decide/formats/plate-formats.js';

/** Countries whose plates a text looks like; those of the row must be among them. */
const PLATES: readonly (readonly [country: string, ...texts: string[]])[] = [
  ['AD', 'A1234', 'L7654'],
  ['AL', 'AA123BC'],
  ['AM', '34US123', '123LO45'],
  ['AR', 'ABC123', 'AB123CD'],
  ['AZ', '10AA001'],
  ['AT', 'W12345A', 'W1234AB', 'FK1ABC', 'WL12AB', 'KU217BI', 'ME639A', 'TOMMY1'],
  ['BA', 'A12E345', 'TA123456'],
  ['BE', '1ABC234', '2FGH567', 'ABC123', '001AAA'],
  ['BG', 'CB1234AB', 'B1234KT', 'C0101PX'],
  ['BR', 'AYO9034', 'BRA2E19', 'PJG0783'],
  ['BY', '1234AB7', 'AB12345'],
  ['CH', 'ZH123456', 'BE12', 'TI1'],
  ['CL', 'BCDF12', 'AE1234'],
  ['CO', 'ABC123'],
  ['CY', 'KAB123'],
  ['CZ', '1T43213', '4B04979', '1AB2345', 'BSE5579'],
  ['DE', 'BAB1234', 'MY9999', 'WOBVW123', 'FFBAM483', 'TOLBA218', 'BX12E', 'HHAB123H'],
  ['DK', 'AB12345'],
  ['EE', '123ABC'],
  ['ES', '1234BCD', 'M1234AB', 'B0001Z'],
  ['FI', 'ABC123', 'AB12', 'ALA100'],
  ['FR', 'AB123CD', '1234XY75', '999AAA06', '1234AB2A'],
  ['GB', 'AB51ABC', 'K2ABC', 'TRD567A', 'OIG1234', 'Q123ABC'],
  ['GE', 'AB123CD', 'ABC123'],
  ['GG', '7', '12345'],
  ['GI', 'G1234A'],
  ['GR', 'YIK1234', 'ZXA9876'],
  ['HR', 'ZG0013JP', 'OG392A', 'ZG2424B', 'OS001GS', 'KZ386L'],
  ['HU', 'AABC123', 'ABC123'],
  ['IE', '131D12345', '04G999', '242TN7'],
  ['IM', 'BMN1A'],
  ['IS', 'AB123', 'ABC12'],
  ['IT', 'AB123CD', 'ZA834CP'],
  ['JE', 'J123456'],
  ['KZ', '111AAA01', '850ZEX20', 'A585CUO'],
  ['LI', 'FL12345'],
  ['LT', 'ABC123', 'T12345'],
  ['LU', 'XY3456', '12345'],
  ['LV', 'AB1234', 'LA12'],
  ['MC', 'A123', '1234', '123A', 'AB12'],
  ['MD', 'ABC123', 'ANAB123'],
  ['ME', 'PGAB123', 'BDCD456'],
  ['MK', 'SK1234AB'],
  ['MT', 'ABC123'],
  ['MX', 'ABC1234', 'ABC123D', 'A12BCD'],
  ['NL', 'GBB01B', '12GHJ3', 'TX99ZZ', 'DR0101', '1KBB00', 'KB001B'],
  ['NO', 'DP70231', 'AB1234'],
  ['PL', 'WA56660', 'WSA3L21', 'GWA12EN', 'F0MAREK', 'K6Z17', 'XD12345', 'BLM1AC2', 'DX1234', 'V12A'],
  ['PT', 'AA01AA', '99XV12', '1234AB'],
  ['PY', 'ABC123', 'AAAA153'],
  ['RO', 'B123ABC', 'CJ12XYZ'],
  ['RS', 'BG123AA', 'NS1234XX'],
  ['RU', 'A123AA77', 'P999XC777'],
  ['SE', 'ABC12A', 'ABC123'],
  ['SI', 'LJAB123', 'MBK2123', 'CE12ABC'],
  ['SK', 'BA123AB', 'RK099AN'],
  ['SM', 'A0001', 'L3237', 'A001'],
  ['TR', '34ABC123', '06J1234', '38AB4567', '58T00561'],
  ['UA', 'AA1234BB', 'KA0001XI'],
  ['UY', 'URU1830'],
  ['US', '5LTA600', '6RYJ486', 'CDL4461', 'SG8L7E', 'R820503', 'CH0P8Y', 'BW9T969', '378DXR', 'PC123456'],
  ['VA', 'SCV1'],
  ['XK', '01123AB', '123KS456'],
];

/** Texts that one character keeps from being a plate of the country. */
const NO_PLATES: readonly (readonly [country: string, text: string, why: string])[] = [
  ['CL', 'BCAF12', 'there are no vowels since 2007'],
  ['KZ', '111AAA45', 'there are 20 regions'],
  ['PL', 'AB12345', 'no voivodeship has an A'],
  ['PL', 'WSA0L21', 'a digit that stands alone is not 0'],
  ['PL', 'WA123OB', 'the number has no O'],
  ['SM', 'A12', 'the number has leading zeros'],
  ['TR', '82A1234', 'there are 81 provinces'],
  ['US', '5OAB123', 'the first letter is no O in California, and no county of Idaho is 5O'],
  ['XK', '01012AB', 'the numbers begin at 101'],
];

describe('plate formats', () => {
  test('hold every country of Europe, and the Americas of the accuracy figures', () => {
    const countries = new Set(PLATE_FORMATS.map(({ country }) => country));
    const expected =
      'AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL ' +
      'NO PL PT RO RS RU SE SI SK SM TR UA VA XK US BR AR';
    assert.deepEqual(
      expected.split(' ').filter((country) => !countries.has(country)),
      [],
    );
  });

  test('hold all states of the United States and the capital', () => {
    const states = new Set(formatsOf(['US']).map(({ region }) => region));
    assert.equal(states.size, 51);
  });

  test('have well-formed rows, each with its source', () => {
    for (const row of PLATE_FORMATS) {
      assert.match(row.country, /^[A-Z]{2}$/);
      assert.match(row.source, /^https?:\/\/\S+$/);
      assert.ok(
        row.checked || row.unchecked === undefined,
        `${row.country}: a row from memory has no details`,
      );
      assert.ok(
        row.prefixes === undefined || row.patterns.some((pattern) => pattern.includes('P')),
        `${row.country}: prefixes that no pattern uses`,
      );
    }
  });

  for (const [country, ...texts] of PLATES) {
    test(`know plates of ${country}`, () => {
      for (const text of texts) {
        const countries = fittingFormats(text).map((format) => format.country);
        assert.ok(countries.includes(country), `${text} fits ${countries.join(' ') || 'nothing'}`);
      }
    });
  }

  for (const [country, text, why] of NO_PLATES) {
    test(`do not take ${text} for one of ${country}: ${why}`, () => {
      assert.deepEqual(fittingFormats(text, formatsOf([country])), []);
    });
  }

  test('refuse what is no plate', () => {
    for (const text of ['', 'A', 'TAXI', 'POLICE', 'OABC123X', 'ABC1O34', '1O5TN7Q', 'AB', '00']) {
      assert.deepEqual(fittingFormats(text), [], text);
    }
  });

  test('can be those of some countries only', () => {
    const countries = fittingFormats('AB123CD', formatsOf(['FR', 'IT'])).map(({ country }) => country);
    assert.deepEqual(countries.sort(), ['FR', 'IT']);
  });
});

describe('the notation', () => {
  const row = { country: 'XX', source: 'https://example.org/', checked: false };
  const matches = (pattern: string, text: string, more = {}) =>
    plateFormat({ ...row, patterns: [pattern], ...more }).expression.test(text);

  test('has letters, digits, prefixes, sets and counts', () => {
    assert.ok(matches('L{1,2}D{3}', 'AB123'));
    assert.ok(!matches('L{1,2}D{3}', 'ABC123'));
    assert.ok(!matches('LD', 'O1', { without: 'IO' }));
    assert.ok(matches('AD', 'O1', { without: 'IO' }));
    assert.ok(!matches('LD', 'B1', { letters: 'AC' }));
    assert.ok(!matches('LND', 'A01'));
    assert.ok(matches('PD', 'ZG1', { prefixes: 'BJ ZG' }));
    assert.ok(!matches('PD', 'ZA1', { prefixes: 'BJ ZG' }));
    assert.ok(matches('[A-CF]D', 'F1'));
  });

  const WRONG: readonly (readonly [string, object])[] = [
    ['a symbol that does not exist', { patterns: ['L#'] }],
    ['a count without a symbol', { patterns: ['{2}D'] }],
    ['an unfinished count', { patterns: ['L{2'] }],
    ['prefixes that are missing', { patterns: ['PD'] }],
    ['prefixes with commas', { patterns: ['PD'], prefixes: 'A,B' }],
    ['small letters', { patterns: ['LD'], without: 'io' }],
    ['two kinds of letters', { patterns: ['LD'], without: 'I', letters: 'A' }],
    ['no pattern', { patterns: [] }],
  ];
  for (const [what, more] of WRONG) {
    test(`refuses ${what}`, () => {
      assert.throws(() => plateFormat({ ...row, patterns: [], ...more }), /^Error: Expected .* but received/);
    });
  }
});
