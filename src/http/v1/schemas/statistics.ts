import { z } from 'zod';
import type { StatisticsBucket } from '../../../store/contracts.js';
import { CameraId } from './camera.js';
import { AskedInstant, Instant } from './common.js';

/** Lengths of the buckets, in milliseconds. */
export const BUCKETS = {
  minute: 60_000,
  '5-minutes': 300_000,
  '15-minutes': 900_000,
  hour: 3_600_000,
  day: 86_400_000,
} as const;

const BucketName = z.enum(Object.keys(BUCKETS) as (keyof typeof BUCKETS)[]);

export const StatisticsQuery = z.strictObject({
  from: AskedInstant.optional().meta({
    description: 'Earliest capturedAt, itself included. Default: a day before to.',
  }),
  to: AskedInstant.optional().meta({ description: 'Latest capturedAt, itself excluded. Default: now.' }),
  bucket: BucketName.default('hour').meta({ description: 'Buckets start at multiples of it, in UTC.' }),
});

const share = z.number().min(0).max(1).nullable();

const Row = z
  .object({
    start: Instant,
    cameraId: CameraId.nullable().meta({ description: 'null: captures that name no camera.' }),
    captures: z.int(),
    capturesRead: z.int().meta({ description: 'Captures in which at least one plate was read.' }),
    readRate: share.meta({ description: 'capturesRead of captures.' }),
    detections: z.int(),
    detectionsForReview: z.int().meta({ description: 'Those that were for review when they were read.' }),
    reviewShare: share.meta({ description: 'detectionsForReview of detections; null: there were none.' }),
    latency: z
      .object({ mean: z.number(), p50: z.number(), p95: z.number(), max: z.number() })
      .meta({ description: 'Milliseconds that the recognition of a capture took.' }),
  })
  .meta({ id: 'StatisticsRow', description: 'What one camera did in one bucket.' });

export const StatisticsBody = z
  .object({
    from: Instant,
    to: Instant,
    bucket: BucketName,
    rows: z.array(Row).meta({ description: 'By start, then camera. Buckets without a capture are absent.' }),
  })
  .meta({ id: 'Statistics' });

export function rowBody(bucket: StatisticsBucket): z.input<typeof Row> {
  const { start, cameraId, captures, capturesRead, detections, detectionsForReview, latency } = bucket;
  const { mean, p50, p95, max } = latency;
  return {
    start: start.toISOString(),
    cameraId,
    captures,
    capturesRead,
    readRate: ratio(capturesRead, captures),
    detections,
    detectionsForReview,
    reviewShare: ratio(detectionsForReview, detections),
    latency: { mean, p50, p95, max },
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
