import { z } from 'zod';

/** Of captures and detections: UUIDs of version 7, which sort by time. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'Expected a UUID')
  .meta({ id: 'Id', description: 'A UUID.', example: '0193a1c0-7a10-7c2e-8d53-2f1f0d6b9a41' });

/** As it is answered. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({
  id: 'Instant',
  description: 'An instant in UTC to the millisecond (RFC 3339).',
  example: '2026-11-22T18:14:23.250Z',
});

/** As it is asked: any offset, but one there must be. */
export const AskedInstant = z
  .string()
  .pipe(
    z.iso.datetime({
      offset: true,
      error: 'Expected an RFC 3339 datetime with an offset, such as 2026-11-22T19:14:23+01:00',
    }),
  )
  .transform((text) => new Date(text))
  .meta({ format: 'date-time', example: '2026-11-22T19:14:23+01:00' });

export const Confidence = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: 'Of the plates with confidence c, a share c is right.', example: 0.97 });

const STATUSES = ['accepted', 'review', 'confirmed', 'corrected', 'rejected'] as const;

export const Status = z.enum(STATUSES).meta({
  id: 'Status',
  description:
    'accepted: certain enough to bill; review: a person should look; the others: what a person decided.',
});

/** A number in a query, in decimal. */
export function numberText(least: number, greatest: number) {
  const message = `Expected a number from ${least} to ${greatest}`;
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, message)
    .transform(Number)
    .pipe(z.number().min(least, message).max(greatest, message));
}

/** What every answer carries, for the document. */
export const ANSWER_HEADERS = z.object({
  'X-Request-Id': z.string().meta({ description: 'Names the request, in the log of the service, too.' }),
});
