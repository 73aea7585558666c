/** Runs the stages over one labelled picture and keeps what each of them did with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box, Timings } from '../../src/recognition/contracts.js';
import type { Decision } from '../../src/recognition/decide.js';
import { boxOf, type Region } from '../../src/recognition/localize/region.js';
import { MatScope } from '../../src/recognition/opencv.js';
import { runStages, StageClock, type StageSettings } from '../../src/recognition/pipeline.js';
import type { Reader } from '../../src/recognition/reader.js';
import type { ReadCrop } from '../../src/recognition/readers/read-crops.js';
import { foldedText, type LabelledImage } from './labels.js';

export type Outcome = 'exact' | 'folded' | 'misread' | 'none' | 'false' | 'empty';

export interface Measurement {
  readonly image: LabelledImage;
  /** Place, from 0, of the first region that shows a labelled plate, -1 for none; null where no box is known. */
  readonly regionRank: number | null;
  /** The right text is among the readings of some region. */
  readonly readSomewhere: boolean;
  /** `false` and `empty`: a plate or none was answered for a picture that shows none. */
  readonly outcome: Outcome;
  /** The text that the original interface would answer; empty for none. */
  readonly answer: string;
  readonly confidence: number;
  readonly accepted: boolean;
  readonly timings: Timings;
  readonly read: readonly ReadCrop[];
}

/**
 * The crops in `read` stay alive for `use` only.
 * @returns what `use` makes of the measurement
 */
export async function measureImage<T>(
  folder: string,
  image: LabelledImage,
  readers: readonly Reader[],
  settings: StageSettings,
  use: (measurement: Measurement) => T,
): Promise<T> {
  using mats = new MatScope();
  const clock = new StageClock();
  const bytes = readFileSync(join(folder, 'images', image.file));
  const { regions, read, decision } = await runStages(bytes, settings, readers, { mats, clock });
  return use({
    image,
    regionRank: rankOf(regions, image),
    readSomewhere: read.some(({ readings }) => readings.some(({ text }) => isRight(text, image))),
    ...answerOf(decision, image),
    timings: clock.timings(),
    read,
  });
}

/** The answer of the original interface: the largest accepted plate, or the largest where none is accepted. */
function answerOf(
  decision: Decision,
  image: LabelledImage,
): Pick<Measurement, 'outcome' | 'answer' | 'confidence' | 'accepted'> {
  const accepted = decision.plates.find(({ status }) => status === 'accepted');
  const plate = accepted ?? decision.plates[0];
  const answer = plate?.text ?? '';
  return {
    answer,
    confidence: plate?.confidence ?? 0,
    accepted: accepted !== undefined,
    outcome: outcomeOf(answer, image),
  };
}

function outcomeOf(answer: string, image: LabelledImage): Outcome {
  if (image.plates.length === 0) return answer === '' ? 'empty' : 'false';
  if (answer === '') return 'none';
  if (image.plates.some(({ text }) => text === answer)) return 'exact';
  return isRight(answer, image) ? 'folded' : 'misread';
}

export function isRight(text: string, image: LabelledImage): boolean {
  return image.plates.some((plate) => plate.text !== '' && foldedText(plate.text) === foldedText(text));
}

function rankOf(regions: readonly Region[], image: LabelledImage): number | null {
  const boxes = image.plates.flatMap(({ box }) => box ?? []);
  if (boxes.length === 0) return null;
  return regions.findIndex((region) => boxes.some((box) => isHit(boxOf(region.corners), box)));
}

/** The region's centre lies in the labelled box, it covers 70 % of its width and is at most 1.3 times as large. */
export function isHit(region: Box, label: Box): boolean {
  const x = region.x + region.width / 2;
  const y = region.y + region.height / 2;
  const covered = Math.min(region.x + region.width, label.x + label.width) - Math.max(region.x, label.x);
  return (
    x > label.x &&
    x < label.x + label.width &&
    y > label.y &&
    y < label.y + label.height &&
    covered >= 0.7 * label.width &&
    region.width <= 1.3 * label.width &&
    region.height <= 1.3 * label.height
  );
}
