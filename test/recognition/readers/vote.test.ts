import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { vote, type Pass } from '../../../src/recognition/readers/vote.js';

/** A pass that read one symbol a slot; a space stands for a slot that it read nothing on. */
function pass(text: string, options: { weight?: number; confidence?: number } = {}): Pass {
  const symbols = [...text].flatMap((char, slot) =>
    char === ' ' ? [] : [{ text: char, confidence: options.confidence ?? 0.9, slot }],
  );
  return { symbols, weight: options.weight ?? 1 };
}

describe('vote', () => {
  const CASES: readonly (readonly [name: string, passes: Pass[], slots: number, text: string])[] = [
    ['is unanimous', [pass('AB12'), pass('AB12')], 4, 'AB12'],
    ['goes with the majority of each slot', [pass('AB12'), pass('A812'), pass('AB1Z')], 4, 'AB12'],
    [
      'drops a slot that most passes read nothing on',
      [pass('AB12 '), pass('AB12 '), pass('AB12I')],
      5,
      'AB12',
    ],
    ['keeps a slot that half of the passes read', [pass('AB12'), pass('AB1 ')], 4, 'AB12'],
    ['counts a sure symbol more', [pass('A', { confidence: 0.9 }), pass('4', { confidence: 0.3 })], 1, 'A'],
    ['counts a heavy pass more', [pass('A', { weight: 0.5 }), pass('4', { weight: 1 })], 1, '4'],
    ['reads nothing where no pass did', [pass(''), pass('')], 3, ''],
    ['reads nothing without passes', [], 0, ''],
  ];
  for (const [name, passes, slots, text] of CASES) {
    test(name, () => {
      assert.equal(vote(passes, slots).candidates[0]?.text ?? '', text);
    });
  }

  test('agreement is the share of the passes that read just that', () => {
    const { agreement } = vote([pass('AB12'), pass('AB12'), pass('A812', { weight: 2 }), pass('AB12')], 4);
    assert.equal(agreement, 3 / 5);
  });

  test('a second symbol on a slot halves the vote of both', () => {
    const double: Pass = {
      symbols: [
        { text: 'J', confidence: 0.9, slot: 0 },
        { text: 'U', confidence: 0.9, slot: 0 },
      ],
      weight: 1,
    };
    assert.equal(vote([double, pass('U')], 1).candidates[0]?.text, 'U');
  });

  test('names at most five candidates, likeliest first', () => {
    const passes = [pass('8888'), pass('BBBB'), pass('8B8B'), pass('888B')];
    const { candidates } = vote(passes, 4);
    assert.equal(candidates.length, 5);
    const confidences = candidates.map(({ confidence }) => confidence);
    assert.deepEqual(
      confidences,
      [...confidences].sort((a, b) => b - a),
    );
  });

  test('ignores symbols that stand on no character', () => {
    const stray: Pass = { symbols: [{ text: 'X', confidence: 1, slot: -1 }], weight: 1 };
    assert.deepEqual(vote([stray], 2).candidates, []);
  });
});
