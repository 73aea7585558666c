import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countryOf } from '../../../src/recognition/decide/formats/country-of.js';
import { formatsOf } from '../../../src/recognition/decide/formats/plate-formats.js';

describe('countryOf', () => {
  const NAMED = [
    ['A12E345', 'BA'],
    ['WOBVW123', 'DE'],
    ['34ABC123', 'TR'],
    ['5LTA600', 'US'],
    ['CH0P8Y', 'US'],
    ['131D12345', 'IE'],
    ['ZH123456', 'CH'],
    ['P999XC777', 'RU'],
  ] as const;
  for (const [text, code] of NAMED) {
    test(`names ${code} for ${text}`, () => {
      const country = countryOf(text);
      assert.equal(country?.code, code);
      assert.ok(country.confidence >= 0.7 && country.confidence < 0.9);
    });
  }

  for (const text of ['AB123CD', 'ABC123', 'ABC1234', 'ZG1234AB', 'CA1234AB', 'J1234', 'TAXI', '']) {
    test(`names no country for ${text || 'nothing'}, of several or of none`, () => {
      assert.equal(countryOf(text), null);
    });
  }

  test('is surer the fewer rare formats the text fits, too', () => {
    const [alone, besideRare] = [countryOf('R820503'), countryOf('J868321')];
    assert.equal(besideRare?.code, 'US');
    assert.ok(alone?.code === 'US' && besideRare.confidence < alone.confidence);
  });

  test('chooses among the expected countries, where there are such', () => {
    assert.equal(countryOf('ZG128VJ', formatsOf(['HR', 'ES']))?.code, 'HR');
  });
});
