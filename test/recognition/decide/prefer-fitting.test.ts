import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../../src/recognition/contracts.js';
import { fitsAny, formatsOf } from '../../../src/recognition/decide/formats/plate-formats.js';
import { preferFitting } from '../../../src/recognition/decide/formats/prefer-fitting.js';

/** Candidates from texts and confidences in turn. */
function candidates(...list: (readonly [text: string, confidence: number])[]): Candidate[] {
  return list.map(([text, confidence]) => ({ text, confidence }));
}

describe('preferFitting', () => {
  test('answers nothing where nothing was read', () => {
    assert.equal(preferFitting([]), null);
  });

  for (const text of [
    'BRA2E19',
    'AYO9034',
    'ZG0013JP',
    'OG392A',
    'O1ABC',
    'CH0P8Y',
    'HL0KTY1',
    '5LOD951',
    'AY09034',
  ]) {
    test(`leaves ${text} alone, which fits or has no fitting twin`, () => {
      assert.equal(preferFitting(candidates([text, 0.6]))?.text, text);
    });
  }

  test('keeps a first one that fits, however likely another one is', () => {
    const read = candidates(['ABC1234', 0.5], ['A8C1234', 0.49], ['ABC1Z34', 0.4]);
    assert.equal(preferFitting(read), read[0]);
  });

  test('takes a likely candidate that fits, with its own confidence', () => {
    const read = candidates(['ZGZ650AB', 0.6], ['ZG26S0AB', 0.3], ['ZG2650AB', 0.1]);
    assert.equal(preferFitting(read), read[2]);
  });

  test('takes no unlikely candidate', () => {
    const read = candidates(['ZGZ650AB', 0.6], ['ZG2650AB', 0.08]);
    assert.equal(preferFitting(read), read[0]);
  });

  test('takes no candidate that differs in more than characters that look alike', () => {
    const read = candidates(['ZGZ650AB', 0.6], ['ZG7650AB', 0.3], ['ZG2650A', 0.3]);
    assert.equal(preferFitting(read), read[0]);
  });

  const TWINS = [
    ['ABC1O34', 'ABC1034', 'three letters and four digits, as in Brazil'],

    ['ZGOO13JP', 'ZGOO13JP', 'Croatian with both changed, Polish with one'],
    ['5LTA6OO', '5LTA600', 'California, two changes'],
    ['BW9T9I9', 'BW9T919', 'Texas'],
    ['123IBCD', '1231BCD', 'Spain'],
    ['WO8VW123', 'WO8VW123', 'B for 8 is no twin: a candidate must hold it'],
  ] as const;
  for (const [text, expected, why] of TWINS) {
    test(`reads ${text} as ${expected}: ${why}`, () => {
      assert.deepEqual(preferFitting(candidates([text, 0.7])), { text: expected, confidence: 0.7 });
    });
  }

  test('answers the twin with its own confidence where the reader holds it', () => {
    const read = candidates(['ABC1O34', 0.7], ['ABC1034', 0.05]);
    assert.equal(preferFitting(read), read[1]);
  });

  test('changes nothing between two twins that fit', () => {
    // 01 123 AB is of Kosovo, OI 123 AB of Albania.
    const text = '0I123AB';
    const variants = ['OI123AB', '01123AB', 'O1123AB'].filter((variant) => fitsAny(variant));
    assert.ok(variants.length > 1);
    assert.equal(preferFitting(candidates([text, 0.7]))?.text, text);
  });

  test('fits the formats of the expected countries only, where there are such', () => {
    const read = candidates(['A8123CD', 0.6], ['AB123CD', 0.2]);
    assert.equal(preferFitting(read, formatsOf(['FR']))?.text, 'AB123CD');
    assert.equal(preferFitting(read, formatsOf(['ES']))?.text, 'A8123CD');
  });

  test('always answers a candidate, or the first one with O for 0 or I for 1, and never more confidence', () => {
    const folded = (text: string) => text.replaceAll('O', '0').replaceAll('I', '1');
    let seed = 1;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const characters = 'ABIO01258SZGDQ6';
    for (let round = 0; round < 2_000; round += 1) {
      const text = () => Array.from({ length: 5 + next(4) }, () => characters.charAt(next(15))).join('');
      const read = candidates([text(), 0.5], [text(), 0.3], [text(), 0.1]);
      const answer = preferFitting(read);
      assert.ok(answer !== null && answer.confidence <= 0.5);
      assert.ok(read.includes(answer) || folded(answer.text) === folded(read[0]!.text), answer.text);
      if (fitsAny(read[0]!.text)) assert.equal(answer, read[0]);
    }
  });
});
