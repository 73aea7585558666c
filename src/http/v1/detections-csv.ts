import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { FoundDetection } from '../../store/contracts.js';

/** The columns in their order. New ones go to the end: programs count. */
const COLUMNS: readonly (readonly [
  name: string,
  value: (detection: FoundDetection) => string | number | null,
])[] = [
  ['id', ({ id }) => id],
  ['captureId', ({ captureId }) => captureId],
  ['capturedAt', ({ capturedAt }) => capturedAt.toISOString()],
  ['receivedAt', ({ receivedAt }) => receivedAt.toISOString()],
  ['cameraId', ({ cameraId }) => cameraId],
  ['gantry', ({ gantry }) => gantry],
  ['lane', ({ lane }) => lane],
  ['text', ({ text }) => text],
  ['confidence', ({ confidence }) => confidence],
  ['status', ({ status }) => status],
  ['country', ({ country }) => country?.code ?? null],
  ['readText', ({ read }) => read.text],
  ['readStatus', ({ read }) => read.status],
  ['reviewer', ({ review }) => review?.reviewer ?? null],
  ['reviewedAt', ({ review }) => review?.reviewedAt.toISOString() ?? null],
  ['match', ({ match }) => match?.kind ?? null],
];

/**
 * Writes a table (RFC 4180) of detections as fast as it is taken, so its memory does not grow with their number. The
 * names of cameras and reviewers are people's texts: one that a spreadsheet would run as a formula is disarmed.
 * Resolves when all is written; rejects when the source fails or `out` closes early.
 */
export async function writeCsv(detections: AsyncIterable<FoundDetection>, out: Writable): Promise<void> {
  const table = stringify({
    header: true,
    columns: COLUMNS.map(([name]) => name),
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  await pipeline(recordsOf(detections), table, out);
}

async function* recordsOf(detections: AsyncIterable<FoundDetection>) {
  for await (const detection of detections) yield COLUMNS.map(([, value]) => value(detection));
}

/** Items of which the first was made already. */
export interface Begun<T> extends AsyncIterable<T> {
  /** For whoever goes through none of them. */
  end(): Promise<void>;
}

/** Takes the first step, so that what is wrong with a question is known before an answer has begun. */
export async function begun<T>(items: AsyncIterable<T>): Promise<Begun<T>> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  const end = async (): Promise<void> => {
    await iterator.return?.();
  };
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (let step = first; step.done !== true; step = await iterator.next()) yield step.value;
      } finally {
        await end();
      }
    },
    end,
  };
}
