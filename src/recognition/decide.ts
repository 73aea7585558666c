/** Turns readings into plates and rejections. */
import type { Box, Candidate, Plate, Reading, ReadStatus, Rejection } from './contracts.js';
import { confidenceOf, featuresOf } from './decide/confidence.js';
import { areaOf, boxOf, overlap, sharedArea } from './localize/region.js';
import type { Crop } from './rectify.js';

/** A crop and what each reader says of it. */
export interface ReadCrop {
  readonly crop: Crop;
  readonly readings: readonly Reading[];
}

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
}

/** Four to nine characters: everything from `AB12` to the longest European plates. */
const MIN_LENGTH = 4;
const MAX_LENGTH = 9;
/** Below, a text is more likely a name on the vehicle than a plate that is worth a review. */
const MIN_CONFIDENCE = 0.25;
/** Share of the reader's passes that must agree on a long text; noise beside a plate is read differently each time. */
const LONG_TEXT_CERTAINTY = 0.3;
/** How much less certain the reading of a whole plate may be than that of a part of it. */
const PART_RATIO = 0.5;
/** Boxes that share more are the same plate, read twice. */
const SAME_PLATE_OVERLAP = 0.15;

export function decide(read: readonly ReadCrop[], settings: DecideSettings): Decision {
  const judged = read.map(judge).sort((a, b) => b.confidence - a.confidence);
  const rejections: Rejection[] = [];
  const plates: DecidedPlate[] = [];
  for (const plate of judged) {
    const reason = whyNoPlate(plate) ?? whyPart(plate, judged) ?? whyRepeated(plate, plates);
    if (reason === null) plates.push({ ...plate, status: statusOf(plate.confidence, settings) });
    else rejections.push({ stage: 'decide', reason, box: plate.box });
  }
  plates.sort((a, b) => areaOf(b.corners) - areaOf(a.corners));
  return { plates, rejections };
}

type JudgedPlate = Omit<DecidedPlate, 'status'>;

function judge({ crop, readings }: ReadCrop): JudgedPlate {
  const [best] = readings
    .map((reading) => ({ reading, confidence: confidenceOf(featuresOf(crop, reading)) }))
    .sort((a, b) => b.confidence - a.confidence);
  const candidates = best?.reading.candidates ?? [];
  const confidence = best?.confidence ?? 0;
  return {
    text: best?.reading.text ?? '',
    confidence,
    country: null,
    corners: crop.corners,
    box: boxOf(crop.corners),
    candidates: scaledTo(candidates, confidence),
    readings,
    source: crop,
  };
}

/** The best candidate has the plate's confidence, the others keep their proportion to it. */
function scaledTo(candidates: readonly Candidate[], confidence: number): Candidate[] {
  const top = candidates[0]?.confidence ?? 1;
  return candidates.map((candidate) => ({
    text: candidate.text,
    confidence: confidence * (candidate.confidence / top),
  }));
}

function whyNoPlate({ text, confidence }: JudgedPlate): string | null {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH) {
    return `expected ${MIN_LENGTH} to ${MAX_LENGTH} characters, read ${text.length}`;
  }
  if (confidence < MIN_CONFIDENCE) {
    return `expected a confidence of at least ${MIN_CONFIDENCE}, read with ${confidence.toFixed(2)}`;
  }
  return null;
}

/** A region that shows but a part of a plate reads it with more certainty than another one reads the whole. */
function whyPart(part: JudgedPlate, judged: readonly JudgedPlate[]): string | null {
  const isPart = judged.some(
    (whole) =>
      whole.text.length > part.text.length &&
      whole.text.length <= MAX_LENGTH &&
      whole.text.includes(part.text) &&
      whole.confidence >= PART_RATIO * part.confidence &&
      overlap(whole.box, part.box) > SAME_PLATE_OVERLAP,
  );
  if (isPart) return 'shows a part of a plate that another region shows whole';
  return judged.some((text) => isLongText(text) && covers(text.box, part.box))
    ? 'shows a part of a text that is longer than a plate'
    : null;
}

/** A telephone number, a slogan or a time stamp, of which a part can look like a plate. */
function isLongText({ text, readings }: JudgedPlate): boolean {
  return text.length > MAX_LENGTH && (readings[0]?.confidence ?? 0) >= LONG_TEXT_CERTAINTY;
}

/** Whether nearly all of `inner` lies in `outer`. */
function covers(outer: Box, inner: Box): boolean {
  const shared = sharedArea(outer, inner);
  return shared > 0 && shared >= 0.8 * inner.width * inner.height;
}

function whyRepeated({ box }: JudgedPlate, plates: readonly DecidedPlate[]): string | null {
  const repeats = plates.some((plate) => overlap(plate.box, box) > SAME_PLATE_OVERLAP);
  return repeats ? 'shows a plate that another region shows better' : null;
}

function statusOf(confidence: number, settings: DecideSettings): ReadStatus {
  return confidence >= settings.reviewConfidence ? 'accepted' : 'review';
}
