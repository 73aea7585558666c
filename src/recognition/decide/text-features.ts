/** The texts that a place may show, and what speaks for and against each. */
import type { LineCrop } from '../rectify.js';
import { joinedQuality } from '../rectify/text-line.js';
import type { ReadCrop } from '../readers/read-crops.js';
import type { Place } from './places.js';
import { changesOf, folded } from './spelling.js';

/** What a text is judged by. Shares are of the sum of both supports, where nothing else is said. */
export interface Features {
  /** Logarithm of the odds that the surest reading gives it, and that probability itself. */
  readonly odds: number;
  readonly certainty: number;
  /** Sum of the probabilities that the readings of the place give it: by crop, and its logarithm. */
  readonly share: number;
  readonly support: number;
  /** The surest longer text that contains it: then this one is a part of it. */
  readonly longer: number;
  readonly longerShare: number;
  /** Its own parts, texts that are spelt alike but for O and 0 or I and 1, and all others. */
  readonly partShare: number;
  readonly alikeShare: number;
  readonly otherShare: number;
  /** What another reader gives the same text, and whether one reads it. */
  readonly second: number;
  readonly secondAgrees: number;
  /** The highest probability that a crop at the corners of a line gives it. */
  readonly cornered: number;
  /** The localizer's opinion of the best region where it is read, and that region's place among ten. */
  readonly region: number;
  readonly rank: number;
  /** Logarithm of the odds that the best region where it is read shows a line at all, in tens, -1 to 1. */
  readonly line: number;
  /** As many characters as the contours show in some crop; how even its line is; share of crops with a line. */
  readonly complete: number;
  readonly evenness: number;
  readonly lined: number;
  readonly noDigit: number;
  readonly noLetter: number;
  readonly upToThree: number;
  readonly four: number;
  readonly five: number;
  readonly six: number;
  readonly seven: number;
  readonly nine: number;
  /** Changes between letters and digits, in thirds. */
  readonly changes: number;
  /** Logarithm of the number of crops where it is the best reading. */
  readonly crops: number;
}

export interface JudgeableText {
  readonly text: string;
  readonly features: Features;
  /** Crops where it is the first reader's best, surest first. */
  readonly readAs: readonly ReadCrop[];
}

const MIN_LENGTH = 3;
/** Longer texts are telephone numbers and slogans; they are collected to know their parts by. */
const MAX_LENGTH = 14;
const CANDIDATES = 3;
const MIN_CONFIDENCE = 0.02;

/** Every text that a reading of the place holds possible. */
export function textsOf(place: Place): JudgeableText[] {
  const supports = new Map<string, { sum: number; best: number }>();
  for (const { readings } of place) {
    for (const { text, confidence } of readings[0]?.candidates.slice(0, CANDIDATES) ?? []) {
      if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || confidence < MIN_CONFIDENCE) continue;
      const known = supports.get(text) ?? { sum: 0, best: 0 };
      supports.set(text, { sum: known.sum + confidence, best: Math.max(known.best, confidence) });
    }
  }
  return [...supports.keys()].map((text) => {
    const readAs = place
      .filter(({ readings }) => readings[0]?.text === text)
      .sort((a, b) => sureness(b) - sureness(a));
    return {
      text,
      readAs,
      features: {
        ...supportFeatures(text, supports, place.length),
        ...secondFeatures(text, place),
        cornered: Math.max(0, ...place.map((one) => (one.crop.cutBy === 'corners' ? given(text, one) : 0))),
        ...cropFeatures(text, readAs),
        ...spellingFeatures(likeliestSpelling(text, supports)),
      },
    };
  });
}

type Supports = ReadonlyMap<string, { readonly sum: number; readonly best: number }>;

type SupportNames =
  | 'odds'
  | 'certainty'
  | 'share'
  | 'support'
  | 'longer'
  | 'longerShare'
  | 'partShare'
  | 'alikeShare'
  | 'otherShare';

function supportFeatures(text: string, supports: Supports, crops: number): Pick<Features, SupportNames> {
  const { sum, best } = supports.get(text) ?? { sum: 0, best: 0 };
  const others = [...supports].filter(([other]) => other !== text);
  const sumOf = (some: typeof others): number => some.reduce((total, [, support]) => total + support.sum, 0);
  const shareOf = (some: typeof others): number => sumOf(some) / (sum + sumOf(some));
  const looks = folded(text);
  const longer = others.filter(([other]) => other.length > text.length && folded(other).includes(looks));
  const parts = others.filter(([other]) => other.length < text.length && looks.includes(folded(other)));
  const alike = others.filter(([other]) => folded(other) === folded(text));
  const unlike = others.filter(
    (one) => !longer.includes(one) && !parts.includes(one) && !alike.includes(one),
  );
  const certainty = Math.min(best, 0.9999);
  return {
    odds: Math.log(certainty / (1 - certainty)),
    certainty: best,
    share: sum / crops,
    support: Math.log1p(sum),
    longer: Math.max(0, ...longer.map(([, support]) => support.best)),
    longerShare: shareOf(longer),
    partShare: shareOf(parts),
    alikeShare: shareOf(alike),
    otherShare: shareOf(unlike),
  };
}

function secondFeatures(text: string, place: Place): Pick<Features, 'second' | 'secondAgrees'> {
  const agreeing = place
    .flatMap(({ readings }) => readings.slice(1))
    .filter((reading) => folded(reading.text) === folded(text))
    .map(({ confidence }) => confidence);
  return { second: Math.max(0, ...agreeing), secondAgrees: flag(agreeing.length > 0) };
}

type CropNames = 'region' | 'rank' | 'line' | 'complete' | 'evenness' | 'lined' | 'crops';

function cropFeatures(text: string, readAs: readonly ReadCrop[]): Pick<Features, CropNames> {
  const lines = readAs.map(({ crop }) => textLines(crop.lines)).filter((some) => some.length > 0);
  const counts = lines.map((some) => some.reduce((sum, { characters }) => sum + characters.length, 0));
  return {
    region: Math.max(0, ...readAs.map(({ crop }) => crop.region.score)),
    rank: Math.min(10, ...readAs.map(({ crop }) => crop.region.rank)) / 10,
    line: Math.max(-1, ...readAs.map(({ crop }) => tenthOfOdds(crop.region.lineConfidence))),
    complete: flag(counts.includes(text.length)),
    evenness: Math.max(0, ...lines.map(joinedQuality)),
    lined: lines.length / Math.max(1, readAs.length),
    crops: Math.log1p(readAs.length),
  };
}

/** Of the spellings that look alike: a word does not become a plate by a reader's taking its O for a 0. */
function likeliestSpelling(text: string, supports: Supports): string {
  const alike = [...supports].filter(([other]) => folded(other) === folded(text));
  const [likeliest] = alike.sort(([, a], [, b]) => b.sum - a.sum);
  return likeliest?.[0] ?? text;
}

type SpellingNames =
  'noDigit' | 'noLetter' | 'upToThree' | 'four' | 'five' | 'six' | 'seven' | 'nine' | 'changes';

function spellingFeatures(spelling: string): Pick<Features, SpellingNames> {
  const text = asWord(spelling);
  const digits = [...text].filter(isDigit).length;
  return {
    noDigit: flag(digits === 0),
    noLetter: flag(digits === text.length),
    upToThree: flag(text.length <= 3),
    four: flag(text.length === 4),
    five: flag(text.length === 5),
    six: flag(text.length === 6),
    seven: flag(text.length === 7),
    nine: flag(text.length >= 9),
    changes: Math.min(changesOf(text), 4) / 3,
  };
}

/** Probability that the first reader's reading of a crop gives a text. */
function given(text: string, { readings }: ReadCrop): number {
  return readings[0]?.candidates.find((candidate) => candidate.text === text)?.confidence ?? 0;
}

function tenthOfOdds(probability: number): number {
  return Math.max(-1, Math.min(1, Math.log(probability / (1 - probability)) / 10));
}

/** A lone 0 or 1 between letters is an O or I: `P0LICE` is a word. */
function asWord(text: string): string {
  return text.replace(/(?<=[A-Z])0(?=[A-Z])/g, 'O').replace(/(?<=[A-Z])1(?=[A-Z])/g, 'I');
}

function sureness({ readings }: ReadCrop): number {
  return readings[0]?.confidence ?? 0;
}

function textLines(lines: readonly LineCrop[]): NonNullable<LineCrop['line']>[] {
  return lines.flatMap(({ line }) => line ?? []);
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const flag = (is: boolean): number => (is ? 1 : 0);
