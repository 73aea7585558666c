import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate, Reading } from '../../../src/recognition/contracts.js';
import { joinReadings } from '../../../src/recognition/readers/join-lines.js';

function reading(confidence: number, ...candidates: Candidate[]): Reading {
  return { reader: 'test', text: candidates[0]?.text ?? '', confidence, candidates };
}
const candidate = (text: string, confidence: number): Candidate => ({ text, confidence });

describe('joinReadings', () => {
  test('leaves the reading of the only line as it is', () => {
    const only = reading(0.8, candidate('ZG270JB', 0.9), candidate('2G270JB', 0.1));
    assert.deepEqual(joinReadings('test', [only]), only);
  });

  test('joins the lines top first; all of it is as likely as both lines together', () => {
    const upper = reading(0.5, candidate('ZG', 0.75), candidate('2G', 0.25));
    const lower = reading(0.5, candidate('270JB', 0.5), candidate('27QJB', 0.5));
    assert.deepEqual(joinReadings('test', [upper, lower]), {
      reader: 'test',
      text: 'ZG270JB',
      confidence: 0.25,
      candidates: [
        candidate('ZG270JB', 0.375),
        candidate('ZG27QJB', 0.375),
        candidate('2G270JB', 0.125),
        candidate('2G27QJB', 0.125),
      ],
    });
  });

  test('keeps the five likeliest of the combinations', () => {
    const three = ['A', 'B', 'C'].map((text, index) => candidate(text, [0.5, 0.375, 0.125][index] ?? 0));
    const { candidates } = joinReadings('test', [reading(1, ...three), reading(1, ...three)]);
    assert.deepEqual(
      candidates.map(({ text }) => text),
      ['AA', 'AB', 'BA', 'BB', 'AC'],
    );
  });

  test('is not certain of a plate of which it read but one line', () => {
    const lower = reading(1, candidate('270JB', 1));
    const { text, confidence, candidates } = joinReadings('test', [reading(0), lower]);
    assert.deepEqual(
      { text, confidence, candidates },
      { text: '270JB', confidence: 0, candidates: [candidate('270JB', 1)] },
    );
  });

  test('reads nothing where no line shows anything', () => {
    assert.deepEqual(joinReadings('test', [reading(0), reading(0)]).candidates, []);
    assert.equal(joinReadings('test', []).text, '');
  });
});
