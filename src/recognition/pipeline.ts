/** The way of a picture: decode → localize → rectify → read → decide. */
import type { Plate, ReaderName, Recognition, Rejection, Stage, Timings } from './contracts.js';
import { decide, type DecidedPlate, type Decision } from './decide.js';
import { decode, type DecodedImage } from './decode.js';
import { localize } from './localize.js';
import type { Region } from './localize/region.js';
import { cv, MatScope } from './opencv.js';
import type { Reader } from './reader.js';
import { createReaders } from './readers.js';
import { readCrops, type ReadCrop } from './readers/read-crops.js';
import { rectify } from './rectify.js';

/** Plain data, handed to the child process at its start. */
export interface PipelineSettings {
  readonly maxImagePixels: number;
  /** 0 to 1: from this confidence on a plate is `accepted`. */
  readonly reviewConfidence: number;
  readonly readers: readonly ReaderName[];
}

export interface Pipeline {
  /**
   * @throws {UnreadableImageError} the bytes are no complete JPG or PNG picture
   * @throws {ImageTooLargeError} more pixels than the limit
   */
  recognize(image: Uint8Array): Promise<Recognition>;
  close(): Promise<void>;
}

/** Changes whenever the same picture may get another result. Stored with every capture. */
export const ENGINE_VERSION = '0.5.0';

/** Regions looked at per picture; those that show a line of characters are read. */
export const MAX_REGIONS = 20;

export async function createPipeline(settings: PipelineSettings): Promise<Pipeline> {
  const readers = await createReaders(settings.readers);
  return {
    recognize: (image) => recognize(image, settings, readers),
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

async function recognize(
  bytes: Uint8Array,
  settings: PipelineSettings,
  readers: readonly Reader[],
): Promise<Recognition> {
  using mats = new MatScope();
  const clock = new StageClock();
  const stages = await runStages(bytes, { ...settings, maxRegions: MAX_REGIONS }, readers, { mats, clock });
  return {
    image: { width: stages.image.width, height: stages.image.height },
    plates: stages.decision.plates.map(withEvidence),
    rejections: [...stages.rejections, ...stages.decision.rejections],
    timings: clock.timings(),
    engineVersion: ENGINE_VERSION,
  };
}

export interface StageSettings extends PipelineSettings {
  readonly maxRegions: number;
}

/** What each stage handed to the next. */
export interface StageResults {
  readonly image: DecodedImage;
  readonly regions: readonly Region[];
  /** Crops that are not read, and why. */
  readonly rejections: readonly Rejection[];
  readonly read: readonly ReadCrop[];
  readonly decision: Decision;
}

/**
 * Runs every stage over one picture. What they make lives as long as `mats`.
 * @throws {UnreadableImageError} the bytes are no complete JPG or PNG picture
 * @throws {ImageTooLargeError} more pixels than the limit
 */
export async function runStages(
  bytes: Uint8Array,
  settings: StageSettings,
  readers: readonly Reader[],
  { mats, clock }: { readonly mats: MatScope; readonly clock: StageClock },
): Promise<StageResults> {
  const image = mats.own(clock.time('decode', () => decode(bytes, settings.maxImagePixels)));
  const regions = clock.time('localize', () => localize(image, settings.maxRegions));
  const { crops, rejections } = clock.time('rectify', () => rectify(image, regions, mats));
  const read = await clock.timeAsync('read', () => readCrops(readers, crops));
  const decision = clock.time('decide', () =>
    decide(read, { ...settings, readers: readers.map(({ name }) => name) }),
  );
  return { image, regions, rejections, read, decision };
}

function withEvidence({ source, ...plate }: DecidedPlate): Plate {
  return { ...plate, crop: cv.imencode('.png', source.grey) };
}

/** Milliseconds of each stage. */
export class StageClock {
  readonly #spent = new Map<Stage, number>();
  readonly #started = performance.now();

  time<T>(stage: Stage, work: () => T): T {
    const start = performance.now();
    const result = work();
    this.#spent.set(stage, performance.now() - start);
    return result;
  }

  async timeAsync<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.#spent.set(stage, performance.now() - start);
    return result;
  }

  timings(): Timings {
    const of = (stage: Stage): number => this.#spent.get(stage) ?? 0;
    return {
      decode: of('decode'),
      localize: of('localize'),
      rectify: of('rectify'),
      read: of('read'),
      decide: of('decide'),
      total: performance.now() - this.#started,
    };
  }
}
