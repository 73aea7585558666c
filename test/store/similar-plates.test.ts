import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FOLDED_ALPHABET, foldLookAlikes } from '../../src/store/look-alikes.js';
import { explainSimilarity, foldedNeighbours } from '../../src/store/similar-plates.js';

const EXPLAINED = [
  ['AB12', 'AB12', 'exact'],
  ['BO12', '8012', 'B~8@0 O~0@1'],
  ['ISZ', '152', 'I~1@0 S~5@1 Z~2@2'],
  ['AB12', 'AC12', 'B>C@1'],
  ['AB12', 'AB123', '+3@4'],
  ['AB12', 'XAB12', '+X@0'],
  ['AB12', 'A12', '-B@1'],
  ['AB12', 'B12', '-A@0'],
  ['AB12', 'A812', 'B~8@1'],
  ['AO12', 'A0I2X', 'O~0@1 1~I@2 +X@4'],
  ['OAB1', '0AC1', 'O~0@0 B>C@2'],
  ['AB12', 'ABB2', '1>B@2'],
  ['AAB', 'AB', '-A@0'],
  // One look-alike less than with the 0 before it left out.
  ['AO0B', 'A0B', '-O@1'],
  ['AB12', 'XY12', 'none'],
  ['AB12', 'AB1234', 'none'],
  ['AB12', 'AC1', 'none'],
  ['AB12', 'BA12', 'none'],
  ['A', '', '-A@0'],
] as const;

const SIGNS = { confusable: '~', replaced: '>' } as const;

for (const [asked, found, expected] of EXPLAINED) {
  test(`asked ${asked}, found ${found}: ${expected}`, () => {
    const reason = explainSimilarity(asked, found);
    const text =
      reason?.kind === 'similar'
        ? reason.differences
            .map(({ kind, position, asked: one, found: other }) => {
              if (kind === 'extra') return `+${other}@${position}`;
              if (kind === 'missing') return `-${one}@${position}`;
              return `${one}${SIGNS[kind]}${other}@${position}`;
            })
            .join(' ')
        : (reason?.kind ?? 'none');
    assert.equal(text, expected);
  });
}

test('the neighbours of a text are exactly those within one edit', () => {
  const words = (length: number): readonly string[] =>
    length === 0 ? [''] : words(length - 1).flatMap((word) => ['A', 'C', '0'].map((letter) => word + letter));
  const folded = 'A0C';
  const neighbours = new Set(foldedNeighbours(folded));
  for (const word of [1, 2, 3, 4, 5].flatMap(words)) {
    assert.equal(neighbours.has(word), explainSimilarity(folded, word) !== null, word);
  }
  const others = FOLDED_ALPHABET.length;
  assert.equal(neighbours.size, 1 + 3 + 3 * (others - 1) + (4 * others - 3));
});

test('of one character nothing is no neighbour', () => assert.ok(!foldedNeighbours('A').includes('')));

test('folding leaves one of each pair', () => {
  assert.equal(foldLookAlikes('O0I1B8S5Z2QX'), '00118855' + '22QX');
  assert.equal(FOLDED_ALPHABET.join(''), '0123456789ACDEFGHJKLMNPQRTUVWXY');
});
