/** Turns readings into plates and rejections. */
import type { Plate, ReadStatus, Rejection } from './contracts.js';
import { confidenceOf, type ReaderNames } from './decide/confidence.js';
import { countryOf } from './decide/formats/country-of.js';
import { likeliestTwin } from './decide/formats/likeliest-twin.js';
import { preferFitting } from './decide/formats/prefer-fitting.js';
import { placesOf, type Place } from './decide/places.js';
import { textsOf, type JudgeableText } from './decide/text-features.js';
import { withoutLinesOfTwo } from './decide/two-line-texts.js';
import { areaOf, boxOf } from './localize/region.js';
import type { ReadCrop } from './readers/read-crops.js';
import { followsLines, type Crop } from './rectify/crop.js';

/** A plate whose evidence is not encoded yet. */
export type DecidedPlate = Omit<Plate, 'crop'> & { readonly source: Crop };

export interface Decision {
  /** Largest area first. */
  readonly plates: readonly DecidedPlate[];
  readonly rejections: readonly Rejection[];
}

export interface DecideSettings {
  /** From this confidence on a plate is `accepted`, below it is for `review`. */
  readonly reviewConfidence: number;
  /** Names of the readers that read. */
  readonly readers: ReaderNames;
}

/** Four to nine characters: everything from `AB12` to the longest European plates. */
const MIN_LENGTH = 4;
const MAX_LENGTH = 9;
/** Below, a text is more likely a name on the vehicle than a plate that is worth a review. */
const MIN_CONFIDENCE = 0.25;
/** The same for a text without a digit: few plates have none, and every sign is one. */
const MIN_CONFIDENCE_OF_WORD = 0.5;
const MAX_CANDIDATES = 5;

export function decide(read: readonly ReadCrop[], settings: DecideSettings): Decision {
  const plates: DecidedPlate[] = [];
  const rejections: Rejection[] = [];
  for (const place of placesOf(read)) {
    const judged = withoutLinesOfTwo(textsOf(place), place, MAX_LENGTH)
      .map((one) => ({ ...one, confidence: confidenceOf(one.features, settings.readers) }))
      .filter(({ text }) => text.length >= MIN_LENGTH && text.length <= MAX_LENGTH)
      .sort((a, b) => b.confidence - a.confidence);
    const [best] = judged;
    if (best && best.confidence >= leastConfidence(best)) plates.push(toPlate(best, judged, place, settings));
    else rejections.push(rejectionOf(place, best));
  }
  plates.sort((a, b) => areaOf(b.corners) - areaOf(a.corners));
  return { plates, rejections };
}

function leastConfidence({ features }: JudgeableText): number {
  return features.noDigit > 0 ? MIN_CONFIDENCE_OF_WORD : MIN_CONFIDENCE;
}

type JudgedText = JudgeableText & { readonly confidence: number };

function toPlate(
  best: JudgedText,
  judged: readonly JudgedText[],
  place: Place,
  settings: DecideSettings,
): DecidedPlate {
  const source = sourceOf(best, place);
  const candidates = judged.slice(0, MAX_CANDIDATES).map(({ text, confidence }) => ({ text, confidence }));
  // A format says which of two spellings is meant, not that either was read right: the confidence stays.
  const fitting = preferFitting(candidates) ?? best;
  const text = likeliestTwin(
    fitting.text,
    judged.map((one) => ({ text: one.text, support: Math.expm1(one.features.support) })),
  );
  const others = candidates.filter((candidate) => candidate.text !== text);
  return {
    text,
    confidence: best.confidence,
    status: statusOf(best.confidence, settings),
    country: countryOf(text),
    corners: source.crop.corners,
    box: boxOf(source.crop.corners),
    candidates: [{ text, confidence: best.confidence }, ...others].slice(0, MAX_CANDIDATES),
    readings: source.readings,
    source: source.crop,
  };
}

/** The crop to show for a text: one that follows its line rather than one that shows the region. */
function sourceOf({ readAs }: JudgedText, place: Place): ReadCrop {
  const alongLine = readAs.find(({ crop }) => followsLines(crop));
  return (alongLine ?? readAs[0] ?? place[0]) as ReadCrop;
}

function rejectionOf(place: Place, best: JudgedText | undefined): Rejection {
  const box = boxOf((place[0] as ReadCrop).crop.corners);
  const reason = best
    ? `expected a confidence of at least ${leastConfidence(best)}, read with ${best.confidence.toFixed(2)}`
    : `expected a text of ${MIN_LENGTH} to ${MAX_LENGTH} characters, read none`;
  return { stage: 'decide', reason, box };
}

function statusOf(confidence: number, settings: DecideSettings): ReadStatus {
  return confidence >= settings.reviewConfidence ? 'accepted' : 'review';
}
