import type { Difference, MatchReason } from './contracts.js';
import { FOLDED_ALPHABET, foldLookAlikes } from './look-alikes.js';

/**
 * Every folded text within one edit of a folded text, itself included: about 60 times its length. To look each up in
 * an index of all plates costs a few milliseconds however many plates there are, and needs one entry a plate; an index
 * of the texts with one character removed would take as many entries as a plate has characters.
 */
export function foldedNeighbours(folded: string): readonly string[] {
  const neighbours = new Set([folded]);
  for (let at = 0; at <= folded.length; at += 1) {
    const before = folded.slice(0, at);
    neighbours.add(before + folded.slice(at + 1));
    for (const character of FOLDED_ALPHABET) {
      neighbours.add(before + character + folded.slice(at));
      if (at < folded.length) neighbours.add(before + character + folded.slice(at + 1));
    }
  }
  // Of one character nothing would be left; there is no such plate.
  neighbours.delete('');
  return [...neighbours];
}

/**
 * Why `found` is similar to `asked`, in the fewest differences; `null`: it is not. Both are normalized plates.
 */
export function explainSimilarity(asked: string, found: string): MatchReason | null {
  if (asked === found) return { kind: 'exact' };
  const alignments = [...alignmentsOf(asked, found)].flatMap((alignment) =>
    differencesOf(asked, found, alignment),
  );
  if (alignments.length === 0) return null;
  const differences = alignments.reduce((best, next) => (next.length < best.length ? next : best));
  return { kind: 'similar', differences };
}

/** Where the one edit is, if there is one. Around it the texts face each other. */
interface Alignment {
  readonly kind: 'none' | 'replaced' | 'extra' | 'missing';
  readonly at: number;
}

function* alignmentsOf(asked: string, found: string): Iterable<Alignment> {
  const surplus = found.length - asked.length;
  if (surplus === 0) yield { kind: 'none', at: asked.length };
  if (surplus === 0) for (let at = 0; at < asked.length; at += 1) yield { kind: 'replaced', at };
  if (surplus === 1) for (let at = 0; at <= asked.length; at += 1) yield { kind: 'extra', at };
  if (surplus === -1) for (let at = 0; at < asked.length; at += 1) yield { kind: 'missing', at };
}

/** In a list of one, or none if the texts differ beyond look-alikes outside of the edit. */
function differencesOf(
  asked: string,
  found: string,
  { kind, at }: Alignment,
): readonly (readonly Difference[])[] {
  const skipAsked = kind === 'replaced' || kind === 'missing' ? 1 : 0;
  const skipFound = kind === 'replaced' || kind === 'extra' ? 1 : 0;
  const before = lookAlikes(asked.slice(0, at), found.slice(0, at), 0);
  const after = lookAlikes(asked.slice(at + skipAsked), found.slice(at + skipFound), at + skipAsked);
  if (before === null || after === null) return [];
  const edit = {
    position: at,
    asked: asked.slice(at, at + skipAsked),
    found: found.slice(at, at + skipFound),
  };
  return [[...before, ...(kind === 'none' ? [] : [{ kind, ...edit }]), ...after]];
}

function lookAlikes(asked: string, found: string, offset: number): readonly Difference[] | null {
  if (foldLookAlikes(asked) !== foldLookAlikes(found)) return null;
  return [...asked].flatMap((character, index) => {
    const other = found.charAt(index);
    if (character === other) return [];
    return [{ kind: 'confusable' as const, position: offset + index, asked: character, found: other }];
  });
}
