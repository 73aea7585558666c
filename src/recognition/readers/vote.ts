/** Makes probabilities of what Tesseract says of a line, and one list of candidates of several passes over it. */
import type { Candidate } from '../contracts.js';
import type { Alternative, RecognizedLine } from './hocr.js';

const MAX_CANDIDATES = 5;
/**
 * Fitted on rendered lines that the model has not seen: the odds that a text is right by Tesseract's confidence, and
 * how much less likely a character is that is rated worse by one.
 */
const LOG_ODDS = { at100: 3, perPoint: 0.064 };
const RATINGS_A_FACTOR = 3.5;
/** Share of the wrong texts that have one wrong character only, and the right one among its alternatives. */
const NEARLY_RIGHT = 0.35;

/** The texts that one pass holds possible, likeliest first, with their probabilities. */
export function candidatesOf({ text, confidence, symbols }: RecognizedLine): Candidate[] {
  if (text === '') return [];
  const probability = 1 / (1 + Math.exp(LOG_ODDS.perPoint * (100 - confidence) - LOG_ODDS.at100));
  const others = likeliestTexts(symbols).filter((candidate) => candidate.text !== text);
  const sum = others.reduce((total, candidate) => total + candidate.confidence, 0);
  const left = NEARLY_RIGHT * (1 - probability);
  const rest = others.map((other) => ({
    text: other.text,
    confidence: Math.min(probability, (left * other.confidence) / sum),
  }));
  return [{ text, confidence: probability }, ...rest].slice(0, MAX_CANDIDATES);
}

/** The mean of what the passes say; likeliest first. */
export function vote(passes: readonly (readonly Candidate[])[]): Candidate[] {
  const sums = new Map<string, number>();
  for (const { text, confidence } of passes.flat()) sums.set(text, (sums.get(text) ?? 0) + confidence);
  return [...sums]
    .map(([text, sum]) => ({ text, confidence: sum / passes.length }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MAX_CANDIDATES);
}

/** The texts with the largest product of shares, by beam search from left to right. */
function likeliestTexts(symbols: readonly (readonly Alternative[])[]): Candidate[] {
  let beam: Candidate[] = [{ text: '', confidence: 1 }];
  for (const alternatives of symbols) {
    const weights = alternatives.map(({ rating }) => Math.exp(-rating / RATINGS_A_FACTOR));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    beam = beam
      .flatMap((prefix) =>
        alternatives.map(({ text }, index) => ({
          text: prefix.text + text,
          confidence: (prefix.confidence * (weights[index] ?? 0)) / sum,
        })),
      )
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MAX_CANDIDATES + 1);
  }
  return beam.filter(({ text }) => text !== '');
}
