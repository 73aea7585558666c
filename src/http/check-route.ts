import { Router, type Request, type Response } from 'express';
import { BadRequestError } from '../errors.js';
import type { CaptureStore } from '../store/contracts.js';
import { allowOnly } from './allow-only.js';
import { excerpt } from './excerpt.js';
import { formatLocalTime } from '../local-time.js';
import { parseInstant } from './parse-instant.js';
import { parsePlates, type AskedPlate } from './parse-plates.js';
import { nameRoute } from './request-log.js';

/**
 * A pattern of its own in place of `:plates/:datetime`, which an empty plate would not match: that is a mistake
 * in the plate (400), not an unknown address (404).
 */
const PATH = /^\/check-licen[cs]e-plate\/./i;
const FORM = '/check-license-plate/<plate>[,<plate>…]/<ISO datetime>';

export interface CheckParts {
  readonly captures: Pick<CaptureStore, 'latestDetections'>;
  /** IANA name. */
  readonly timeZone: string;
  readonly now: () => Date;
}

/** One element of the answer. `time` is in the service's zone, empty if the plate was not detected. */
interface Answer {
  readonly detected: boolean;
  readonly plate: string;
  readonly time: string;
}

/** `GET /check-license-plate/<plates>/<datetime>`, and the same in British spelling. */
export function createCheckRoute({ captures, timeZone, now }: CheckParts): Router {
  const router = Router();
  router.all(PATH, nameRoute('/check-license-plate/:plates/:datetime'));
  router.get(PATH, async (request: Request, response: Response) => {
    const [platesText, datetimeText] = partsOf(request.path);
    const plates = parsePlates(platesText);
    const from = parseInstant(datetimeText, timeZone);
    const latest = await latestDetections(captures, plates, from, now());
    response.json(
      plates.map(({ asked, normalized }): Answer => {
        const capturedAt = latest.get(normalized);
        const time = capturedAt === undefined ? '' : formatLocalTime(capturedAt, timeZone);
        return { detected: capturedAt !== undefined, plate: asked, time };
      }),
    );
  });
  router.all(PATH, allowOnly('GET', 'HEAD'));
  return router;
}

/** The instant of the latest detection, by normalized plate; both ends of the window belong to it. */
async function latestDetections(
  captures: CheckParts['captures'],
  plates: readonly AskedPlate[],
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, Date>> {
  if (from > to) return new Map();
  const distinct = [...new Set(plates.map(({ normalized }) => normalized))];
  const found = await captures.latestDetections(distinct, from, to);
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
