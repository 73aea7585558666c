/**
 * Merges several passes of one reader over the same crop. Each pass reads the characters in a slightly different
 * dress; what only one dress makes of a character is outvoted. The contours have told where the characters
 * stand (the slots), so passes are compared slot by slot, however many symbols each of them saw.
 */
import type { Candidate } from '../contracts.js';

/** A symbol that a pass read. */
export interface Symbol {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** The character of the crop's line that it stands on; -1 where it stands on none. */
  readonly slot: number;
}

export interface Pass {
  readonly symbols: readonly Symbol[];
  /** How much the pass counts in a vote. */
  readonly weight: number;
}

export interface Vote {
  /** Best first, at most `MAX_CANDIDATES`. Empty where no pass read anything. */
  readonly candidates: readonly Candidate[];
  /** Share of the passes that read just the best text, 0 to 1. */
  readonly agreement: number;
}

const MAX_CANDIDATES = 5;
/** A symbol that Tesseract is not sure of at all still is a vote. */
const LEAST_SYMBOL_VOTE = 0.05;
/** A slot that fewer passes read is no character: a bolt, the edge of the frame. */
const MIN_PRESENCE = 0.5;

export function vote(passes: readonly Pass[], slots: number): Vote {
  const total = passes.reduce((sum, pass) => sum + pass.weight, 0);
  const tallies = tally(passes, slots)
    .filter((slot) => slot.presence >= MIN_PRESENCE * total)
    .map((slot) => shares(slot.votes));
  const candidates = likeliestTexts(tallies);
  const best = candidates[0]?.text ?? '';
  const agreeing = passes.filter((pass) => textOf(pass) === best);
  const agreement = best === '' ? 0 : agreeing.reduce((sum, pass) => sum + pass.weight, 0) / total;
  return { candidates, agreement };
}

export function textOf(pass: Pass): string {
  return pass.symbols.map((symbol) => symbol.text).join('');
}

interface Slot {
  readonly votes: Map<string, number>;
  presence: number;
}

function tally(passes: readonly Pass[], slots: number): Slot[] {
  const tallied: Slot[] = Array.from({ length: slots }, () => ({ votes: new Map(), presence: 0 }));
  for (const { symbols, weight } of passes) {
    tallied.forEach((slot, index) => {
      const here = symbols.filter((symbol) => symbol.slot === index);
      if (here.length > 0) slot.presence += weight;
      for (const { text, confidence } of here) {
        const share = (weight / here.length) * Math.max(LEAST_SYMBOL_VOTE, confidence);
        slot.votes.set(text, (slot.votes.get(text) ?? 0) + share);
      }
    });
  }
  return tallied;
}

function shares(votes: ReadonlyMap<string, number>): Candidate[] {
  const sum = [...votes.values()].reduce((total, value) => total + value, 0);
  return [...votes]
    .map(([text, value]) => ({ text, confidence: value / sum }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** The texts with the largest product of shares, by beam search from left to right. */
function likeliestTexts(slots: readonly (readonly Candidate[])[]): Candidate[] {
  let beam: Candidate[] = [{ text: '', confidence: 1 }];
  for (const slot of slots) {
    beam = beam
      .flatMap((prefix) =>
        slot.map((symbol) => ({
          text: prefix.text + symbol.text,
          confidence: prefix.confidence * symbol.confidence,
        })),
      )
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MAX_CANDIDATES);
  }
  return beam.filter((candidate) => candidate.text !== '');
}
