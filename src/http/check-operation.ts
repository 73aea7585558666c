import { z } from 'zod';
import { BadRequestError } from '../errors.js';
import { formatLocalTime } from '../local-time.js';
import type { CaptureStore } from '../store/contracts.js';
import { excerpt } from './excerpt.js';
import { operation, type Operation } from './operation.js';
import { parseInstant } from './parse-instant.js';
import { parsePlates, type AskedPlate } from './parse-plates.js';

/**
 * A pattern of its own in place of `{plates}/{datetime}`, which an empty plate would not match: that is a mistake in
 * the plate (400), not an unknown address (404).
 */
const PATTERN = /^\/check-licen[cs]e-plate\/./i;
const FORM = '/check-license-plate/<plate>[,<plate>…]/<ISO datetime>';

export interface CheckParts {
  readonly captures: Pick<CaptureStore, 'latestDetections'>;
  /** IANA name. */
  readonly timeZone: string;
}

/** For the document; the parts are read from the address by themselves. */
const Params = z.object({
  plates: z
    .string()
    .meta({ description: 'One or several, separated by commas; up to 500.', example: 'ZG1234AB,CD567EF' }),
  datetime: z.string().meta({
    description: 'ISO 8601; without an offset it is in the zone of the service.',
    example: '2026-11-22T19:14:23',
  }),
});

const Answer = z
  .object({
    detected: z.boolean(),
    plate: z.string().meta({ description: 'As it was asked.', example: 'ZG1234AB' }),
    time: z.string().meta({
      description: 'Of the latest detection, in the zone of the service; empty if there is none.',
      example: '2026-11-22T19:14:23',
    }),
  })
  .meta({ id: 'CheckAnswer' });

/** `GET /check-license-plate/<plates>/<datetime>`, and the same in British spelling. */
export function checkOperation({ captures, timeZone }: CheckParts): Operation {
  return operation({
    id: 'checkLicensePlate',
    method: 'GET',
    path: '/check-license-plate/{plates}/{datetime}',
    pattern: PATTERN,
    permission: 'read',
    errors: 'message',
    tag: 'Original interface',
    summary: 'Whether plates were detected since an instant, and when last',
    description: 'Also as /check-licence-plate/…. A list in the order asked, one element per plate.',
    schemas: { documentedParams: Params },
    answers: { 200: { description: 'The list.', content: { 'application/json': z.array(Answer) } } },
    failures: [400],
    async handle({ request, response }) {
      const [platesText, datetimeText] = partsOf(request.path);
      const plates = parsePlates(platesText);
      const latest = await latestDetections(captures, plates, parseInstant(datetimeText, timeZone));
      response.json(
        plates.map(({ asked, normalized }): z.input<typeof Answer> => {
          const capturedAt = latest.get(normalized);
          const time = capturedAt === undefined ? '' : formatLocalTime(capturedAt, timeZone);
          return { detected: capturedAt !== undefined, plate: asked, time };
        }),
      );
    },
  });
}

/** The instant of the latest detection, by normalized plate. */
async function latestDetections(
  captures: CheckParts['captures'],
  plates: readonly AskedPlate[],
  from: Date,
): Promise<ReadonlyMap<string, Date>> {
  const distinct = [...new Set(plates.map(({ normalized }) => normalized))];
  const found = await captures.latestDetections(distinct, from);
  return new Map(found.map(({ plate, capturedAt }) => [plate, capturedAt]));
}

/** The two parts of the address behind the route's name, decoded: a comma or slash may come percent-encoded. */
function partsOf(path: string): readonly [plates: string, datetime: string] {
  const [plates, datetime, ...rest] = path.replace(/\/$/, '').split('/').slice(2);
  if (plates === undefined || datetime === undefined || rest.length > 0) {
    throw new BadRequestError(`Expected ${FORM} (a slash within a plate is written %2F)`);
  }
  return [decode(plates), decode(datetime)];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadRequestError(`Expected percent-encoded UTF-8 in the address, got '${excerpt(part)}'`);
  }
}
