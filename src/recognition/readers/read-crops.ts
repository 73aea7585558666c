/** Has every reader read what is worth its time. */
import type { Reading } from '../contracts.js';
import type { Crop } from '../rectify/crop.js';
import type { Reader } from '../reader.js';
import { readTogether } from './join-lines.js';

/** A crop and what each reader says of it; a reader that was not asked says nothing. */
export interface ReadCrop {
  readonly crop: Crop;
  readonly readings: readonly Reading[];
}

/** Crops that a second reader is asked for: it takes ten times as long as the first. */
const SECOND_LOOKS = 4;
/** Below, the first reader holds the crop to be no plate. */
const MIN_CONFIDENCE = 0.05;

/** The first reader reads every crop, each other one those that the first is surest of. */
export async function readCrops(readers: readonly Reader[], crops: readonly Crop[]): Promise<ReadCrop[]> {
  const [first, ...others] = readers;
  if (!first) return crops.map((crop) => ({ crop, readings: [] }));
  const readings = (await readTogether(first, crops)).map((reading) => [reading]);
  const worth = worthASecondLook(crops, readings);
  for (const other of others) {
    const added = await readTogether(
      other,
      worth.map((index) => crops[index] as Crop),
    );
    added.forEach((reading, at) => readings[worth[at] ?? -1]?.push(reading));
  }
  return crops.map((crop, index) => ({ crop, readings: readings[index] ?? [] }));
}

/** Places of the crops in their list. */
function worthASecondLook(crops: readonly Crop[], readings: readonly (readonly Reading[])[]): number[] {
  const confidence = (index: number): number => readings[index]?.[0]?.confidence ?? 0;
  return crops
    .map((_, index) => index)
    .filter((index) => confidence(index) >= MIN_CONFIDENCE)
    .sort((a, b) => confidence(b) - confidence(a))
    .slice(0, SECOND_LOOKS);
}
