import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReaderName } from '../../src/recognition/contracts.js';
import { createReaders } from '../../src/recognition/readers.js';

describe('createReaders', () => {
  const CASES: readonly (readonly [names: readonly ReaderName[], made: readonly string[]])[] = [
    [[], []],
    [['network'], ['network']],
    [['network', 'network'], ['network']],
    [['tesseract'], ['tesseract']],
    [
      ['tesseract', 'network'],
      ['network', 'tesseract'],
    ],
  ];
  for (const [names, made] of CASES) {
    test(`makes of ${names.join(', ') || 'no name'} each once, the quick one first`, async () => {
      const readers = await createReaders(names);
      const found = readers.map(({ name }) => name);
      await Promise.all(readers.map((reader) => reader.close()));
      assert.deepEqual(found, made);
    });
  }
});
