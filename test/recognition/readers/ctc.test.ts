import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { characterConfidences, decodeColumns, type Column } from '../../../src/recognition/readers/ctc.js';

const A: Column = [0, 1, 0];
const B: Column = [0, 0, 1];
const BLANK: Column = [1, 0, 0];
/** Columns that show nothing for certain; all texts that they allow find room in the beam. */
const VAGUE: readonly Column[] = [
  [0.5, 0.3, 0.2],
  [0.2, 0.5, 0.3],
  [0.1, 0.2, 0.7],
];

/** Every text with the sum over all its alignments, one by one. */
function everyText(columns: readonly Column[]): Map<string, number> {
  let paths = [{ text: '', last: '', probability: 1 }];
  for (const column of columns) {
    paths = paths.flatMap(({ text, last, probability }) =>
      ['', 'A', 'B'].map((symbol, index) => ({
        text: symbol === last ? text : text + symbol,
        last: symbol,
        probability: probability * (column[index] ?? 0),
      })),
    );
  }
  const sums = new Map<string, number>();
  for (const { text, probability } of paths) sums.set(text, (sums.get(text) ?? 0) + probability);
  return sums;
}

describe('decodeColumns', () => {
  const CERTAIN: readonly (readonly [name: string, columns: readonly Column[], text: string])[] = [
    ['no columns', [], ''],
    ['blanks', [BLANK, BLANK], ''],
    ['a symbol that goes on', [A, A, A], 'A'],
    ['a symbol that comes again after a blank', [A, BLANK, A], 'AA'],
    ['a symbol that goes on and comes again', [BLANK, A, A, BLANK, BLANK, A, B, B], 'AAB'],
    ['two symbols that touch', [A, B, A], 'ABA'],
  ];
  for (const [name, columns, text] of CERTAIN) {
    test(`reads ${text || 'nothing'} of ${name}`, () => {
      assert.deepEqual(decodeColumns(columns, 'AB')[0], { text, confidence: 1 });
    });
  }

  test('sums over the alignments of a text: the likeliest of them need not be that of the likeliest text', () => {
    const column: Column = [0.6, 0.4, 0];
    const [first, second] = decodeColumns([column, column], 'AB');
    assert.deepEqual([first?.text, second?.text], ['A', '']);
    assert.ok(Math.abs((first?.confidence ?? 0) - 0.64) < 1e-12);
    assert.ok(Math.abs((second?.confidence ?? 0) - 0.36) < 1e-12);
  });

  test('gives every text what all its alignments together have', () => {
    const sums = everyText(VAGUE);
    const found = decodeColumns(VAGUE, 'AB').filter(({ confidence }) => confidence > 0);
    assert.deepEqual(found.map(({ text }) => text).sort(), [...sums.keys()].sort());
    for (const { text, confidence } of found) {
      assert.ok(Math.abs(confidence - (sums.get(text) ?? 0)) < 1e-12, text);
    }
  });

  test('names the likeliest first, and only a dozen', () => {
    const found = decodeColumns([...VAGUE, ...VAGUE, ...VAGUE], 'AB');
    assert.equal(found.length, 12);
    assert.deepEqual(
      found,
      [...found].sort((a, b) => b.confidence - a.confidence),
    );
    assert.equal(new Set(found.map(({ text }) => text)).size, 12);
  });
});

describe('characterConfidences', () => {
  const closeTo = (found: readonly number[], expected: readonly number[]): void => {
    assert.equal(found.length, expected.length);
    found.forEach((value, at) => assert.ok(Math.abs(value - (expected[at] ?? 0)) < 1e-12, `${value}`));
  };

  test('is the share of the likely texts that agree on the character', () => {
    const candidates = [
      { text: 'AB', confidence: 0.3 },
      { text: 'AC', confidence: 0.1 },
      { text: 'BB', confidence: 0.1 },
    ];
    closeTo(characterConfidences(candidates), [0.8, 0.8]);
  });

  test('counts a text of another length against every character', () => {
    const candidates = [
      { text: 'AB', confidence: 0.6 },
      { text: 'AC', confidence: 0.2 },
      { text: 'ABA', confidence: 0.2 },
    ];
    closeTo(characterConfidences(candidates), [0.8, 0.6]);
  });

  test('has nothing to say where nothing was read', () => {
    assert.deepEqual(characterConfidences([]), []);
    assert.deepEqual(characterConfidences([{ text: '', confidence: 1 }]), []);
  });
});
