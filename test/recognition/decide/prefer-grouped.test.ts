import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferGrouped } from '../../../src/recognition/decide/formats/prefer-grouped.js';

const CASES: readonly (readonly [
  name: string,
  first: string,
  second: string,
  share: number,
  answer: string,
])[] = [
  ['a letter amid digits gives way to the digit', 'OUG6I57', 'OUG6157', 0.9, 'OUG6157'],
  ['not where the reader hardly holds it', 'OUG6I57', 'OUG6157', 0.3, 'OUG6I57'],
  ['a letter at the end of the digits stays', 'ZG8297I', 'ZG82971', 1, 'ZG8297I'],
  ['a spelling that is no twin is no matter', 'OUG6I57', 'DUG6157', 1, 'OUG6I57'],
  ['the better grouped stays', 'OUG6157', 'OUG6I57', 1, 'OUG6157'],
];
for (const [name, first, second, share, answer] of CASES) {
  test(name, () => {
    const candidates = [
      { text: first, confidence: 0.9 },
      { text: second, confidence: 0.9 * share },
    ];
    const chosen = candidates[0];
    assert.ok(chosen);
    assert.equal(preferGrouped(chosen, candidates).text, answer);
  });
}
