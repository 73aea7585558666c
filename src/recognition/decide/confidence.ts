/**
 * How likely a reading is right. A reader's own certainty says little (a document model is as sure of a car's
 * name as of its plate), so it is weighed together with what plates look like.
 */
import type { Reading } from '../contracts.js';
import { CHARACTER_HEIGHT, CROP_HEIGHT, type Crop, type LineCrop } from '../rectify.js';
import { joinedQuality } from '../rectify/text-line.js';
import { distance } from '../rectify/warp.js';

/** What a reading is judged by, each about 0 to 1. */
export interface Features {
  /** The reader's own certainty. */
  readonly certainty: number;
  /** As many characters were read as the contours show. */
  readonly complete: number;
  /** Plates without a digit or without a letter exist, but most such texts are names and dates. */
  readonly noDigit: number;
  readonly noLetter: number;
  readonly twoDigits: number;
  readonly lengthFour: number;
  readonly lengthSixOrSeven: number;
  readonly lengthNine: number;
  /** Changes between letters and digits: letters and digits come in groups. */
  readonly changes: number;
  /** How even the line of characters is. */
  readonly evenness: number;
  /** The localizer's opinion. */
  readonly region: number;
  /** Height of the characters in the picture, 40 pixels and more being 1. */
  readonly size: number;
}

/**
 * Logistic regression on the readings of half of the development photographs, checked on the other half; made
 * by `bench/confidence`, which says how and prints the table of reliability.
 */
const WEIGHTS: Readonly<Record<keyof Features, number>> & { readonly bias: number } = {
  bias: -11.34,
  certainty: 2.31,
  complete: 0.96,
  noDigit: -2.73,
  noLetter: -0.71,
  twoDigits: 0.88,
  lengthFour: -1.66,
  lengthSixOrSeven: 1.18,
  lengthNine: -0.62,
  changes: 0.97,
  evenness: 6.25,
  region: 1.63,
  size: 0.55,
};

/** Probability, 0 to 1, that the text is that of a plate and read without error. */
export function confidenceOf(features: Features): number {
  const keys = Object.keys(features) as (keyof Features)[];
  const sum = keys.reduce((total, key) => total + WEIGHTS[key] * features[key], WEIGHTS.bias);
  return 1 / (1 + Math.exp(-sum));
}

export function featuresOf(crop: Crop, reading: Reading): Features {
  const { text } = reading;
  const digits = [...text].filter(isDigit).length;
  const changes = [...text].filter(
    (char, at) => at > 0 && isDigit(char) !== isDigit(text[at - 1] ?? ''),
  ).length;
  const lines = crop.lines.map(({ line }) => line);
  const characters = lines.reduce((sum, line) => sum + line.characters.length, 0);
  return {
    certainty: reading.confidence,
    complete: flag(text.length === characters),
    noDigit: flag(digits === 0),
    noLetter: flag(digits === text.length),
    twoDigits: flag(digits >= 2),
    lengthFour: flag(text.length === 4),
    lengthSixOrSeven: flag(text.length === 6 || text.length === 7),
    lengthNine: flag(text.length === 9),
    changes: changes / 3,
    evenness: joinedQuality(lines),
    region: crop.region.score,
    size: Math.min(1, ...crop.lines.map(characterHeight).map((height) => height / CHARACTER_HEIGHT)),
  };
}

/** In pixels of the picture. */
function characterHeight({ corners }: LineCrop): number {
  return (distance(corners[0], corners[3]) * CHARACTER_HEIGHT) / CROP_HEIGHT;
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const flag = (is: boolean): number => (is ? 1 : 0);
