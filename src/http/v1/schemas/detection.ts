import { z } from 'zod';
import type { Difference, FoundDetection, MatchReason, Review } from '../../../store/contracts.js';
import { CameraId } from './camera.js';
import { AskedInstant, Id, Instant, numberText, Status } from './common.js';
import { Plate, plateBody } from './plate.js';

const DifferenceBody = z
  .object({
    kind: z.enum(['confusable', 'replaced', 'extra', 'missing']).meta({
      description:
        'confusable: look-alikes such as O and 0; extra: found, not asked for; missing: the reverse.',
    }),
    position: z.int().meta({ description: 'Index in the text asked for, from 0.' }),
    asked: z.string(),
    found: z.string(),
  })
  .meta({ id: 'Difference' });

const Match = z
  .object({
    kind: z.enum(['exact', 'prefix', 'similar']),
    differences: z.array(DifferenceBody).meta({ description: 'Of a similar plate: in what it differs.' }),
  })
  .meta({ id: 'Match', description: 'Why a detection was found.' });

export const ReviewBody = z
  .object({
    status: z.enum(['confirmed', 'corrected', 'rejected']),
    text: z.string().nullable().meta({ description: 'The corrected text; null unless corrected.' }),
    reviewer: z.string().meta({ description: 'Name of the key.' }),
    reviewedAt: Instant,
  })
  .meta({ id: 'Review' });

export const Detection = Plate.extend({
  text: z
    .string()
    .meta({ description: 'What counts: the corrected text, else what was read.', example: 'ZG1234AB' }),
  read: z
    .object({ text: z.string(), status: Status })
    .meta({ description: 'What the recognition said, whatever a reviewer did since.' }),
  captureId: Id,
  capturedAt: Instant,
  receivedAt: Instant,
  cameraId: CameraId.nullable(),
  gantry: z.string().nullable(),
  lane: z.string().nullable(),
  review: ReviewBody.nullable().meta({ description: 'The latest review.' }),
}).meta({ id: 'Detection', description: 'One plate read in one capture.' });

export const FoundDetectionBody = Detection.extend({
  match: Match.nullable().meta({ description: 'null: no plate was asked for.' }),
}).meta({ id: 'FoundDetection' });

export const DetectionPage = z
  .object({
    detections: z.array(FoundDetectionBody),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null: this is the last.' }),
  })
  .meta({ id: 'DetectionPage' });

const MOST_ROWS = 500;

const filter = {
  plate: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: 'Case, blanks, dashes and diacritics do not matter.', example: 'ZG 1234-AB' }),
  match: z
    .enum(['exact', 'prefix', 'similar'])
    .default('exact')
    .meta({ description: 'similar: O/0, I/1, B/8, S/5, Z/2 are alike, and one edit is allowed besides.' }),
  from: AskedInstant.optional().meta({ description: 'Earliest capturedAt, itself included.' }),
  to: AskedInstant.optional().meta({ description: 'Latest capturedAt, itself included.' }),
  cameraId: CameraId.optional(),
  gantry: z.string().min(1).max(120).optional(),
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Status))
    .optional()
    .meta({ description: 'One or several, separated by commas.', example: 'review,corrected' }),
  minConfidence: numberText(0, 1).optional(),
};

export const DetectionQuery = z.strictObject({
  ...filter,
  limit: z
    .string()
    .regex(/^\d+$/, `Expected a whole number from 1 to ${MOST_ROWS}`)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_ROWS, `Expected a whole number from 1 to ${MOST_ROWS}`))
    .default(100)
    .meta({ description: `Most rows of the page, 1 to ${MOST_ROWS}.` }),
  cursor: z.string().min(1).max(512).optional().meta({ description: '`next` of the page before.' }),
});

export const ReviewChange = z
  .strictObject({
    status: z.enum(['confirmed', 'corrected', 'rejected']),
    text: z.string().min(1).max(64).optional().meta({ description: 'The right text; with corrected only.' }),
  })
  .refine(({ status, text }) => (status === 'corrected') === (text !== undefined), {
    path: ['text'],
    message: 'Expected a text with the status corrected, and with no other',
  });

export function foundDetectionBody(detection: FoundDetection): z.input<typeof FoundDetectionBody> {
  return { ...detectionBody(detection), match: detection.match && matchBody(detection.match) };
}

export function detectionBody(detection: FoundDetection): z.input<typeof Detection> {
  const { captureId, capturedAt, receivedAt, cameraId, gantry, lane, read, review } = detection;
  return {
    ...plateBody(detection),
    read: { text: read.text, status: read.status },
    captureId,
    capturedAt: capturedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    cameraId,
    gantry,
    lane,
    review: review && reviewBody(review),
  };
}

function matchBody(match: MatchReason): z.input<typeof Match> {
  return {
    kind: match.kind,
    differences: match.kind === 'similar' ? match.differences.map(differenceBody) : [],
  };
}

function differenceBody({ kind, position, asked, found }: Difference): z.input<typeof DifferenceBody> {
  return { kind, position, asked, found };
}

export function reviewBody({ status, text, reviewer, reviewedAt }: Review): z.input<typeof ReviewBody> {
  return { status, text, reviewer, reviewedAt: reviewedAt.toISOString() };
}
