import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizePlate } from '../src/plate-text.js';

const CASES: readonly (readonly [asked: string, compared: string])[] = [
  ['AB1234CD', 'AB1234CD'],
  ['ab 12-34·cd', 'AB1234CD'],
  ['ŠI 123', 'SI123'],
  ['si 123', 'SI123'],
  ['ČĆŽ', 'CCZ'],
  ['Đ-1', 'D1'],
  ['đ-1', 'D1'],
  ['ÆØÅ', 'AEOA'],
  ['M ÜX 7', 'MUX7'],
  ['straße', 'STRASSE'],
  ['Ｚ１', ''],
  ['---', ''],
  ['', ''],
];

for (const [asked, compared] of CASES) {
  test(`normalizePlate: ${JSON.stringify(asked)} compares as ${JSON.stringify(compared)}`, () => {
    assert.equal(normalizePlate(asked), compared);
  });
}
