import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textsOf, type Features } from '../../../src/recognition/decide/text-features.js';
import type { ReadCrop } from '../../../src/recognition/readers/read-crops.js';
import { readCrop, readingOf, type ReadOptions } from '../fixtures/read-crop.js';

function featuresOf(text: string, ...place: ReadCrop[]): Features {
  const found = textsOf(place).find((one) => one.text === text);
  assert.ok(found, text);
  return found.features;
}

function matches(found: Features, expected: Partial<Features>): void {
  for (const [key, value] of Object.entries(expected)) {
    const is = found[key as keyof Features];
    assert.ok(Math.abs(is - value) < 1e-9, `${key}: expected ${value}, found ${is}`);
  }
}

describe('the texts of a place', () => {
  const namesOf = (...place: ReadCrop[]): string[] => textsOf(place).map(({ text }) => text);

  test('are those that readings hold possible, each once', () => {
    const others = [{ text: 'A8123CD', confidence: 0.1 }];
    assert.deepEqual(namesOf(readCrop('AB123CD', { others }), readCrop('A8123CD')), ['AB123CD', 'A8123CD']);
  });

  test('are of 3 to 14 characters, and none of them is all but impossible', () => {
    const texts = ['AB', 'AB1', '12345678901234', '123456789012345', ''];
    assert.deepEqual(namesOf(...texts.map((text) => readCrop(text))), ['AB1', '12345678901234']);
    assert.deepEqual(namesOf(readCrop('AB123CD', { certainty: 0.019 })), []);
    assert.deepEqual(namesOf(readCrop('AB123CD', { certainty: 0.02 })), ['AB123CD']);
  });

  test('are the first three of a reading, and none that but the second reader reads', () => {
    const others = ['A1111', 'A2222', 'A3333'].map((text) => ({ text, confidence: 0.1 }));
    const second = readingOf('XY987ZW', 1, [], 'tesseract');
    assert.deepEqual(namesOf(readCrop('AB123CD', { certainty: 0.5, others, second })), [
      'AB123CD',
      'A1111',
      'A2222',
    ]);
  });

  test('know where they are read best, surest first', () => {
    const doubtful = readCrop('AB123CD', { certainty: 0.4 });
    const sure = readCrop('AB123CD', { certainty: 0.8 });
    const another = readCrop('A8123CD', { others: [{ text: 'AB123CD', confidence: 0.3 }] });
    const [text] = textsOf([doubtful, another, sure]);
    assert.deepEqual(text?.readAs, [sure, doubtful]);
  });
});

describe('what speaks for a text by its support', () => {
  test('the sum and the best of what readings give it', () => {
    const others = [{ text: 'AB123CD', confidence: 0.2 }];
    const place = [
      readCrop('AB123CD', { certainty: 0.5 }),
      readCrop('XX999XX', { certainty: 0.7, others }),
      readCrop('', { certainty: 0 }),
    ];
    matches(featuresOf('AB123CD', ...place), {
      odds: 0,
      certainty: 0.5,
      share: 0.7 / 3,
      support: Math.log(1.7),
      otherShare: 0.5,
      longer: 0,
      longerShare: 0,
      partShare: 0,
      alikeShare: 0,
    });
  });

  test('odds stay finite where a reading is certain', () => {
    const { odds, certainty } = featuresOf('AB123CD', readCrop('AB123CD', { certainty: 1 }));
    assert.ok(Number.isFinite(odds) && odds > 9);
    assert.equal(certainty, 1);
  });

  test('a longer text that contains it, and for that one its part', () => {
    const place = [
      readCrop('ZG1234AB', { certainty: 0.5 }),
      readCrop('ZG1234AB', { certainty: 0.3 }),
      readCrop('1234AB', { certainty: 0.8 }),
    ];
    matches(featuresOf('1234AB', ...place), {
      longer: 0.5,
      longerShare: 0.5,
      partShare: 0,
      alikeShare: 0,
      otherShare: 0,
    });
    matches(featuresOf('ZG1234AB', ...place), {
      longer: 0,
      longerShare: 0,
      partShare: 0.5,
      alikeShare: 0,
      otherShare: 0,
    });
  });

  test('texts that are alike but for O and 0, I and 1', () => {
    const place = [
      readCrop('AO1I23', { certainty: 0.6 }),
      readCrop('A01123', { certainty: 0.2 }),
      readCrop('A81123', { certainty: 0.4 }),
    ];
    matches(featuresOf('AO1I23', ...place), {
      alikeShare: 0.25,
      otherShare: 0.4,
      longerShare: 0,
      partShare: 0,
    });
    matches(featuresOf('A01123', ...place), {
      alikeShare: 0.75,
      otherShare: 4 / 6,
      longerShare: 0,
      partShare: 0,
    });
    matches(featuresOf('A81123', ...place), { alikeShare: 0, otherShare: 2 / 3 });
  });

  test('a second reader that agrees, O being like 0', () => {
    const second = (text: string, confidence: number) => readingOf(text, confidence, [], 'tesseract');
    const of = (...seconds: ReturnType<typeof second>[]) =>
      featuresOf('AB103CD', ...seconds.map((one) => readCrop('AB103CD', { second: one })));
    matches(of(second('ABIO3CD', 0.4), second('AB103CD', 0.7)), { second: 0.7, secondAgrees: 1 });
    matches(of(second('AB103C', 0.7)), { second: 0, secondAgrees: 0 });
    matches(of(second('AB103CD', 0)), { second: 0, secondAgrees: 1 });
    matches(featuresOf('AB103CD', readCrop('AB103CD')), { second: 0, secondAgrees: 0 });
  });
});

describe('what speaks for a text by its crops', () => {
  const of = (...crops: ReadOptions[]): Features =>
    featuresOf('AB123CD', ...crops.map((options) => readCrop('AB123CD', options)));

  test('the best region, its place among ten, and the number of crops', () => {
    matches(of({ score: 0.4, rank: 3 }, { score: 0.7, rank: 5 }), {
      region: 0.7,
      rank: 0.3,
      crops: Math.log(3),
    });
    matches(of({ rank: 12 }), { rank: 1 });
  });

  test('whether the contours show as many characters', () => {
    matches(of({ characters: 6 }, { characters: 7 }), { complete: 1, lined: 1 });
    matches(of({ characters: 6 }, { characters: null }), { complete: 0, lined: 0.5 });
    matches(of({ characters: null }), { complete: 0, lined: 0, evenness: 0 });
  });

  test('what crops at the corners of a line give it, be it the second candidate', () => {
    const others = [{ text: 'AB123CD', confidence: 0.3 }];
    const misread = readCrop('A8123CD', { certainty: 0.6, others, cutBy: 'corners' });
    matches(featuresOf('AB123CD', readCrop('AB123CD'), misread), { cornered: 0.3 });
    matches(featuresOf('AB123CD', readCrop('AB123CD')), { cornered: 0 });
  });

  test('how sure the network is that the region shows a line', () => {
    matches(of({ lineConfidence: 0.5 }, { lineConfidence: 0.9 }), { line: Math.log(9) / 10 });
    matches(of({ lineConfidence: 1 }), { line: 1 });
    matches(of({ lineConfidence: 0 }), { line: -1 });
  });

  test('nothing where it is never the best reading', () => {
    const others = [{ text: 'AB123CD', confidence: 0.3 }];
    matches(featuresOf('AB123CD', readCrop('A8123CD', { certainty: 0.6, others })), {
      region: 0,
      rank: 1,
      line: -1,
      complete: 0,
      evenness: 0,
      lined: 0,
      crops: 0,
    });
  });
});

describe('what speaks for a text by its spelling', () => {
  const SPELLINGS: readonly (readonly [text: string, expected: Partial<Features>])[] = [
    ['AB1', { upToThree: 1, four: 0, changes: 1 / 3 }],
    ['AB12', { upToThree: 0, four: 1, five: 0 }],
    ['AB123', { four: 0, five: 1, six: 0 }],
    ['AB1234', { five: 0, six: 1, seven: 0 }],
    ['AB123CD', { six: 0, seven: 1, nine: 0, changes: 2 / 3, noDigit: 0, noLetter: 0 }],
    ['ZG1234AB', { upToThree: 0, four: 0, five: 0, six: 0, seven: 0, nine: 0 }],
    ['ZG12345AB', { seven: 0, nine: 1 }],
    ['RENAULT', { noDigit: 1, noLetter: 0, changes: 0 }],
    ['P0L1CE', { noDigit: 1, changes: 0 }],
    ['AB10CDE', { noDigit: 0, changes: 2 / 3 }],
    ['1234567', { noDigit: 0, noLetter: 1, changes: 0 }],
    ['A1B2C3D', { changes: 4 / 3 }],
  ];
  for (const [text, expected] of SPELLINGS) {
    test(text, () => matches(featuresOf(text, readCrop(text)), expected));
  }
});
