import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { placesOf } from '../../../src/recognition/decide/places.js';
import { readCrop } from '../fixtures/read-crop.js';

describe('placesOf', () => {
  const textsOf = (...read: ReturnType<typeof readCrop>[]): string[][] =>
    placesOf(read).map((place) => place.map(({ readings }) => readings[0]?.text ?? ''));

  test('has no place without a crop', () => {
    assert.deepEqual(placesOf([]), []);
  });

  test('keeps crops apart that share nothing, or but an edge', () => {
    const aside = readCrop('B', { x: 190 });
    assert.deepEqual(textsOf(readCrop('A'), aside, readCrop('C', { x: 600 })), [['A'], ['B'], ['C']]);
  });

  test('puts crops together that overlap', () => {
    assert.deepEqual(textsOf(readCrop('A'), readCrop('B', { x: 600 }), readCrop('C', { x: 40 })), [
      ['B'],
      ['A', 'C'],
    ]);
  });

  test('puts a small crop with the one that holds it', () => {
    const part = readCrop('B', { x: 150, y: 10, width: 40, height: 20 });
    assert.deepEqual(textsOf(readCrop('A'), part), [['A', 'B']]);
    assert.deepEqual(textsOf(part, readCrop('A')), [['B', 'A']]);
  });

  test('leaves a small crop alone of which most lies outside', () => {
    const outside = readCrop('B', { x: 180, y: 10, width: 40, height: 20 });
    assert.deepEqual(textsOf(readCrop('A'), outside), [['A'], ['B']]);
  });

  test('puts crops together that overlap but by way of another, in the order of the crops', () => {
    const [left, right, between] = [readCrop('A'), readCrop('B', { x: 210 }), readCrop('C', { x: 105 })];
    assert.deepEqual(textsOf(left, right), [['A'], ['B']]);
    assert.deepEqual(textsOf(left, right, between), [['A', 'B', 'C']]);
    assert.deepEqual(textsOf(between, right, left), [['C', 'B', 'A']]);
  });
});
