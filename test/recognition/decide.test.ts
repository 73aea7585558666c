import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Corners, Reading } from '../../src/recognition/contracts.js';
import { decide, type ReadCrop } from '../../src/recognition/decide.js';
import { confidenceOf, type Features } from '../../src/recognition/decide/confidence.js';
import { cv } from '../../src/recognition/opencv.js';

const SETTINGS = { reviewConfidence: 0.7 };

/** A crop of 200 × 64 pixels at (x, y) whose line has as many even characters as the text. */
function read(
  text: string,
  options: { x?: number; y?: number; certainty?: number; width?: number } = {},
): ReadCrop {
  const { x = 0, y = 0, certainty = 1, width = 200 } = options;
  const corners: Corners = [
    [x, y],
    [x + width, y],
    [x + width, y + 64],
    [x, y + 64],
  ];
  const characters = [...text].map((_, index) => ({
    x: 10 + 20 * index,
    y: 12,
    width: 16,
    height: 40,
    area: 300,
  }));
  const level = { slope: 0, intercept: 12 };
  const line = {
    polarity: 'dark' as const,
    characters,
    height: 40,
    capLine: level,
    baseLine: level,
    quality: 1,
  };
  const reading: Reading = {
    reader: 'tesseract',
    text,
    confidence: certainty,
    candidates: [
      { text, confidence: 0.8 },
      { text: 'OTHER1', confidence: 0.2 },
    ],
  };
  const region = { corners, route: 'characters' as const, score: 0.9 };
  const grey = new cv.Mat(1, 1, cv.CV_8UC1, 0);
  return { crop: { region, corners, grey, lines: [{ corners, grey, line }] }, readings: [reading] };
}

describe('decide', () => {
  test('accepts a plate that is read with certainty', () => {
    const { plates, rejections } = decide([read('ZG1234AB')], SETTINGS);
    assert.deepEqual(
      plates.map(({ text, status }) => [text, status]),
      [['ZG1234AB', 'accepted']],
    );
    assert.deepEqual(rejections, []);
  });

  test('sets a plate that is read with doubt to review', () => {
    const { plates } = decide([read('ZG1234AB', { certainty: 0.35 })], SETTINGS);
    assert.deepEqual(
      plates.map(({ status }) => status),
      ['review'],
    );
  });

  const NO_PLATES: readonly (readonly [name: string, crop: ReadCrop, reason: RegExp])[] = [
    ['nothing read', read(''), /expected 4 to 9 characters, read 0/],
    ['three characters', read('AB1'), /expected 4 to 9 characters, read 3/],
    ['a time stamp', read('20140514075405'), /expected 4 to 9 characters, read 14/],
    ['a name', read('RENAULT', { certainty: 0.5 }), /expected a confidence of at least/],
  ];
  for (const [name, crop, reason] of NO_PLATES) {
    test(`rejects ${name} and says why`, () => {
      const { plates, rejections } = decide([crop], SETTINGS);
      assert.deepEqual(plates, []);
      assert.match(rejections[0]?.reason ?? '', reason);
    });
  }

  test('names a plate once, as the better region shows it', () => {
    const { plates, rejections } = decide(
      [read('2G1234AB', { certainty: 0.5, x: 5 }), read('ZG1234AB')],
      SETTINGS,
    );
    assert.deepEqual(
      plates.map(({ text }) => text),
      ['ZG1234AB'],
    );
    assert.match(rejections[0]?.reason ?? '', /another region shows better/);
  });

  test('names the whole plate where another region shows a part of it with more certainty', () => {
    const part = read('234AB', { certainty: 1, x: 40, width: 160 });
    const { plates } = decide([part, read('ZG1234AB', { certainty: 0.9 })], SETTINGS);
    assert.deepEqual(
      plates.map(({ text }) => text),
      ['ZG1234AB'],
    );
  });

  test('keeps every plate of the picture, the largest first', () => {
    const { plates } = decide([read('AB123CD'), read('XY987ZW', { x: 500, width: 300 })], SETTINGS);
    assert.deepEqual(
      plates.map(({ text }) => text),
      ['XY987ZW', 'AB123CD'],
    );
  });

  test('gives the first candidate the confidence of the plate', () => {
    const [plate] = decide([read('AB123CD')], SETTINGS).plates;
    assert.equal(plate?.candidates[0]?.confidence, plate?.confidence);
    assert.equal(plate?.candidates[1]?.text, 'OTHER1');
  });
});

test('confidence grows with the certainty of the reader', () => {
  const features: Features = {
    certainty: 0,
    complete: 1,
    noDigit: 0,
    noLetter: 0,
    twoDigits: 1,
    lengthFour: 0,
    lengthSixOrSeven: 1,
    lengthNine: 0,
    changes: 0.67,
    evenness: 0.9,
    region: 0.8,
    size: 0.7,
  };
  const confidences = [0, 0.25, 0.5, 0.75, 1].map((certainty) => confidenceOf({ ...features, certainty }));
  assert.deepEqual(
    confidences,
    [...confidences].sort((a, b) => a - b),
  );
  assert.ok(confidences.every((confidence) => confidence > 0 && confidence < 1));
});
