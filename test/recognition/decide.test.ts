import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide, type Decision } from '../../src/recognition/decide.js';
import { confidenceOf } from '../../src/recognition/decide/confidence.js';
import { textsOf, type Features } from '../../src/recognition/decide/text-features.js';
import { WEIGHTS } from '../../src/recognition/decide/weights.js';
import type { ReadCrop } from '../../src/recognition/readers/read-crops.js';
import { readCrop, readingOf, type ReadOptions } from './fixtures/read-crop.js';

const SETTINGS = { reviewConfidence: 0.7, readers: ['network'] };

const textsIn = ({ plates }: Decision): string[] => plates.map(({ text }) => text);

/** A plate as three crops show it: two along its line, one of the region. */
function alike(text: string, options: ReadOptions = {}): ReadCrop[] {
  const { x = 0, width = 200 } = options;
  return [
    readCrop(text, options),
    readCrop(text, { ...options, x: x + 2, width: width - 4, rank: 1 }),
    readCrop(text, { ...options, x: x - 4, width: width + 8, characters: null }),
  ];
}

describe('decide', () => {
  test('accepts a text that several crops read alike with certainty', () => {
    const { plates, rejections } = decide(alike('ZG1234AB'), SETTINGS);
    assert.deepEqual(
      plates.map(({ text, status, country }) => [text, status, country]),
      [['ZG1234AB', 'accepted', null]],
    );
    assert.deepEqual(rejections, []);
  });

  test('knows of no plate where nothing was cut', () => {
    assert.deepEqual(decide([], SETTINGS), { plates: [], rejections: [] });
  });

  test('accepts from the confidence of the settings on', () => {
    const read = alike('ZG1234AB', { certainty: 0.8 });
    const statusAt = (reviewConfidence: number) =>
      decide(read, { ...SETTINGS, reviewConfidence }).plates[0]?.status;
    const { confidence = 0 } = decide(read, SETTINGS).plates[0] ?? {};
    assert.deepEqual(
      [statusAt(0), statusAt(confidence), statusAt(confidence + 1e-6), statusAt(1)],
      ['accepted', 'accepted', 'review', 'review'],
    );
  });

  const UNREADABLE: readonly (readonly [name: string, crops: readonly ReadCrop[]])[] = [
    ['nothing read', [readCrop('')]],
    ['a crop that no reader was asked for', [{ ...readCrop(''), readings: [] }]],
    ['three characters', alike('AB1')],
    ['a telephone number', alike('0911234567')],
    ['a time stamp', alike('20140514075405')],
  ];
  for (const [name, crops] of UNREADABLE) {
    test(`rejects ${name}, once, and says why and where`, () => {
      const { plates, rejections } = decide(crops, SETTINGS);
      assert.deepEqual(plates, []);
      assert.deepEqual(rejections, [
        {
          stage: 'decide',
          reason: 'expected a text of 4 to 9 characters, read none',
          box: { x: 0, y: 0, width: 200, height: 50 },
        },
      ]);
    });
  }

  test('asks more of a text without a digit', () => {
    const confidence = (certainty: number): number =>
      Math.max(
        ...textsOf(alike('POLICE', { certainty })).map(({ features }) =>
          confidenceOf(features, SETTINGS.readers),
        ),
      );
    const certainty = Array.from({ length: 100 }, (_, at) => at / 100).find((one) => {
      return confidence(one) > 0.3 && confidence(one) < 0.48;
    });
    assert.ok(certainty !== undefined);
    const { plates, rejections } = decide(alike('POLICE', { certainty }), SETTINGS);
    assert.deepEqual(plates, []);
    assert.match(
      rejections[0]?.reason ?? '',
      /^expected a confidence of at least 0\.5, read with 0\.[34]\d$/,
    );
  });

  test('rejects noise that each crop reads otherwise, and says how doubtful it is', () => {
    const noise = [
      readCrop('LLIT', { certainty: 0.08, score: 0.1, rank: 8 }),
      readCrop('JIEE', { certainty: 0.06, score: 0.1, rank: 9, characters: null }),
      readCrop('', { certainty: 0.9, score: 0.1, rank: 9, characters: null }),
    ];
    const { plates, rejections } = decide(noise, SETTINGS);
    assert.deepEqual(plates, []);
    assert.equal(rejections.length, 1);
    assert.match(
      rejections[0]?.reason ?? '',
      /^expected a confidence of at least 0\.5, read with 0\.[012]\d$/,
    );
  });

  test('names a plate once, as most crops read it', () => {
    const misread = readCrop('2G1234AB', { certainty: 0.5, x: 5 });
    const { plates, rejections } = decide([misread, ...alike('ZG1234AB')], SETTINGS);
    assert.deepEqual(
      plates.map(({ text, candidates }) => [text, candidates.map((candidate) => candidate.text)]),
      [['ZG1234AB', ['ZG1234AB', '2G1234AB']]],
    );
    assert.deepEqual(rejections, []);
  });

  test('names the whole plate where a crop shows a part of it with more certainty', () => {
    const part = readCrop('234AB', { certainty: 1, x: 80, width: 120 });
    const whole = alike('ZG1234AB', { certainty: 0.9 });
    assert.deepEqual(textsIn(decide([part, ...whole], SETTINGS)), ['ZG1234AB']);
  });

  test('keeps every plate of the picture, the largest first', () => {
    const read = [
      ...alike('AB123CD'),
      ...alike('XY987ZW', { x: 500, width: 300 }),
      ...alike('ZG1234AB', { x: 900, width: 250 }),
    ];
    assert.deepEqual(textsIn(decide(read, SETTINGS)), ['XY987ZW', 'ZG1234AB', 'AB123CD']);
  });

  test('keeps a plate beside a place that is none', () => {
    const { plates, rejections } = decide([readCrop(''), ...alike('AB123CD', { x: 500 })], SETTINGS);
    assert.deepEqual([plates.length, rejections.length], [1, 1]);
  });

  test('names at most five candidates, surest first, the plate itself before the others', () => {
    const others = (...texts: string[]) =>
      texts.map((text, index) => ({ text, confidence: 0.1 - 0.01 * index }));
    const read = [
      readCrop('AB123CD', { certainty: 0.8, others: others('A8123CD', 'AB123CO') }),
      readCrop('AB123CD', { certainty: 0.8, others: others('AB128CD', 'AB123GD'), x: 2 }),
      readCrop('AB123CD', { certainty: 0.8, others: others('AB12', '4B123CD'), x: 4 }),
    ];
    const [plate] = decide(read, SETTINGS).plates;
    const { candidates = [] } = plate ?? {};
    assert.deepEqual(candidates[0], { text: 'AB123CD', confidence: plate?.confidence });
    assert.equal(candidates.length, 5);
    const confidences = candidates.map(({ confidence }) => confidence);
    assert.deepEqual(
      confidences,
      [...confidences].sort((a, b) => b - a),
    );
  });

  test('shows the crop along the line rather than a surer one of the region, with its own readings', () => {
    const region = readCrop('AB123CD', { certainty: 0.99, characters: null });
    const line = readCrop('AB123CD', {
      certainty: 0.95,
      x: 4,
      width: 190,
      second: readingOf('AB123CD', 0.5, [], 'tesseract'),
    });
    const [plate] = decide([region, line], SETTINGS).plates;
    assert.equal(plate?.source, line.crop);
    assert.equal(plate.readings, line.readings);
    assert.deepEqual(plate.box, { x: 4, y: 0, width: 190, height: 50 });
  });

  test('shows the region where no line was found, as the surest crop shows it', () => {
    const doubtful = readCrop('AB123CD', { certainty: 0.7, characters: null });
    const sure = readCrop('AB123CD', { characters: null, y: 5, height: 40 });
    assert.equal(decide([doubtful, sure], SETTINGS).plates[0]?.source, sure.crop);
  });
});

describe('confidenceOf', () => {
  const COMBINATIONS = [
    [['network'], WEIGHTS.network],
    [['tesseract'], WEIGHTS.tesseract],
    [['network', 'tesseract'], WEIGHTS.both],
  ] as const;
  const featuresOf = (certainty: number): Features => {
    const [only] = textsOf(alike('AB123CD', { certainty }));
    assert.ok(only);
    return only.features;
  };

  for (const [readers, weights] of COMBINATIONS) {
    test(`of ${readers.join(' and ')} weighs by its own experience`, () => {
      const features = featuresOf(0.9);
      const nothing = Object.fromEntries(Object.keys(features).map((key) => [key, 0])) as unknown as Features;
      const bias = 1 / (1 + Math.exp(-weights.bias));
      assert.ok(Math.abs(confidenceOf(nothing, readers) - bias) < 1e-12);
      const length = 1 / (1 + Math.exp(-weights.bias - weights.four));
      assert.ok(Math.abs(confidenceOf({ ...nothing, four: 1 }, readers) - length) < 1e-12);
    });

    test(`of ${readers.join(' and ')} grows with the certainty of the readings`, () => {
      const confidences = [0.05, 0.3, 0.6, 0.9, 1].map((certainty) =>
        confidenceOf(featuresOf(certainty), readers),
      );
      assert.deepEqual(
        confidences,
        [...confidences].sort((a, b) => a - b),
      );
      assert.ok(confidences.every((confidence) => confidence > 0 && confidence < 1));
    });
  }
});
