import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../../src/recognition/contracts.js';
import type { RecognizedLine } from '../../../src/recognition/readers/hocr.js';
import { candidatesOf, vote } from '../../../src/recognition/readers/vote.js';

/** Each symbol is written as the characters that it may be; in later ones the alternatives are less likely. */
function lineOf(symbols: readonly string[], confidence = 80): RecognizedLine {
  return {
    text: symbols.map(([char = '']) => char).join(''),
    confidence,
    symbols: symbols.map((chars, at) =>
      [...chars].map((text, index) => ({ text, rating: 3 + (2 + at) * index })),
    ),
  };
}

const textsOf = (candidates: readonly Candidate[]): string[] => candidates.map(({ text }) => text);

describe('candidatesOf', () => {
  test('begins with what was read and goes on with one likely change at a time', () => {
    assert.deepEqual(textsOf(candidatesOf(lineOf(['A4', '1', '0OD']))), ['A10', '410', 'A1O', '41O', 'A1D']);
  });

  test('is the surer of a text the surer Tesseract is', () => {
    const sureness = [0, 20, 50, 80, 100].map((confidence) => {
      return candidatesOf(lineOf(['A', '1'], confidence))[0]?.confidence ?? 0;
    });
    assert.deepEqual(sureness, [...sureness].sort());
    assert.ok((sureness[0] ?? 1) < 0.1 && (sureness.at(-1) ?? 0) > 0.9, sureness.join());
  });

  for (const confidence of [0, 40, 70, 95]) {
    test(`is an ordered list of probabilities at a confidence of ${confidence}`, () => {
      const candidates = candidatesOf(lineOf(['A4R', '1I7', '0OD', 'B8'], confidence));
      const values = candidates.map((one) => one.confidence);
      assert.deepEqual(
        values,
        [...values].sort((a, b) => b - a),
      );
      assert.ok(values.every((value) => value > 0) && values.reduce((sum, value) => sum + value, 0) <= 1);
    });
  }

  test('names no other text where Tesseract tells no alternatives', () => {
    assert.deepEqual(textsOf(candidatesOf({ text: 'AB12', confidence: 80, symbols: [] })), ['AB12']);
  });

  test('has none where nothing was read', () => {
    assert.deepEqual(candidatesOf({ text: '', confidence: 0, symbols: [] }), []);
  });
});

describe('vote', () => {
  const pass = (...candidates: (readonly [text: string, confidence: number])[]): Candidate[] =>
    candidates.map(([text, confidence]) => ({ text, confidence }));

  test('leaves a single pass as it is', () => {
    const only = pass(['AB12', 0.7], ['A812', 0.1]);
    assert.deepEqual(vote([only]), only);
  });

  test('takes the mean: what one pass does not read, it gives nothing', () => {
    const [best, second] = vote([pass(['A812', 0.5], ['AB12', 0.3]), pass(['AB12', 0.6])]);
    assert.deepEqual([best?.text, second], ['AB12', { text: 'A812', confidence: 0.25 }]);
    assert.ok(Math.abs((best?.confidence ?? 0) - 0.45) < 1e-9);
  });

  test('names at most five', () => {
    const many = pass(['A', 0.2], ['B', 0.15], ['C', 0.1]);
    const others = pass(['D', 0.2], ['E', 0.15], ['F', 0.05]);
    assert.deepEqual(textsOf(vote([many, others])), ['A', 'D', 'B', 'E', 'C']);
  });

  test('reads nothing where no pass did', () => {
    assert.deepEqual(vote([[], []]), []);
    assert.deepEqual(vote([]), []);
  });
});
