import { z } from 'zod';
import type { StoredDetection } from '../../../store/contracts.js';
import { Confidence, Id, Status } from './common.js';

const Point = z.array(z.number()).length(2).meta({
  description: 'x to the right and y downwards, from the top left, in pixels of the upright picture.',
});

export const Box = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .meta({ id: 'Box', description: 'An upright rectangle in pixels of the upright picture.' });

const Candidate = z.object({ text: z.string(), confidence: Confidence }).meta({ id: 'Candidate' });

const Reading = z
  .object({ reader: z.string().meta({ example: 'network' }), text: z.string(), confidence: Confidence })
  .meta({ id: 'Reading', description: 'What one reader said of the plate.' });

const Country = z
  .object({
    code: z.string().meta({ description: 'ISO 3166-1 alpha-2.', example: 'HR' }),
    confidence: Confidence,
  })
  .meta({ id: 'Country' });

/** One plate that was read. */
export const Plate = z
  .object({
    id: Id,
    text: z.string().meta({ description: 'A–Z and 0–9 only.', example: 'ZG1234AB' }),
    confidence: Confidence,
    status: Status,
    country: Country.nullable(),
    corners: z
      .array(Point)
      .length(4)
      .meta({ description: 'Clockwise from the top left of the plate as it is read.' }),
    box: Box,
    candidates: z.array(Candidate).meta({ description: 'Texts that it may be, likeliest first.' }),
    readings: z.array(Reading),
  })
  .meta({ id: 'Plate' });

export function plateBody(detection: StoredDetection): z.input<typeof Plate> {
  const { id, text, confidence, status, country, corners, box, candidates, readings } = detection;
  return {
    id,
    text,
    confidence,
    status,
    country,
    corners: corners.map(([x, y]) => [x, y]),
    box,
    candidates: candidates.map((candidate) => ({ text: candidate.text, confidence: candidate.confidence })),
    readings: readings.map((reading) => ({
      reader: reading.reader,
      text: reading.text,
      confidence: reading.confidence,
    })),
  };
}
