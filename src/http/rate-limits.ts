import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitInfo } from 'express-rate-limit';
import { GantryError } from '../errors.js';
import type { Metrics } from '../metrics.js';
import type { Identity } from './permissions.js';

const WINDOW_MS = 60_000;
const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/;

/** More requests than its sender may send. */
export class RateLimitedError extends GantryError {
  readonly status = 429;
  readonly problem = 'rate-limited';

  constructor(
    message: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** Requests a minute; 0: as many as they like. */
export interface RateLimits {
  readonly perKey: number;
  readonly perAddress: number;
}

export interface RateLimiters {
  readonly byAddress: RequestHandler;
  readonly byKey: RequestHandler;
}

/** Two limits, for before and after it is known who sends a request. Each instance counts for itself. */
export function createRateLimits(
  { perKey, perAddress }: RateLimits,
  metrics: Pick<Metrics, 'refusedByRate'>,
): RateLimiters {
  return {
    byAddress: limit('address', perAddress, metrics, {
      keyOf: (request) => ipKeyGenerator(request.ip ?? ''),
      // From this machine itself, or by a proxy that is not trusted to say for whom: then all would share one limit.
      skip: (request) => LOOPBACK.test(request.ip ?? ''),
    }),
    byKey: limit('key', perKey, metrics, {
      keyOf: (_request, response) => keyIdOf(response) ?? '',
      skip: (_request, response) => keyIdOf(response) === undefined,
    }),
  };
}

/** Tells the limit who sends the request. */
export function countFor(response: Response, { keyId }: Identity): void {
  if (keyId !== null) response.locals['keyId'] = keyId;
}

function keyIdOf(response: Response): string | undefined {
  const id: unknown = response.locals['keyId'];
  return typeof id === 'string' ? id : undefined;
}

interface Counting {
  readonly keyOf: (request: Request, response: Response) => string;
  readonly skip: (request: Request, response: Response) => boolean;
}

function limit(
  name: 'key' | 'address',
  most: number,
  metrics: Pick<Metrics, 'refusedByRate'>,
  { keyOf, skip }: Counting,
): RequestHandler {
  const property = `rateLimitBy${name}`;
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: most,
    identifier: `per-${name}`,
    requestPropertyName: property,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    skip: (request, response) => most === 0 || skip(request, response),
    handler: (request, _response, next) => {
      metrics.refusedByRate(name);
      const { resetTime } = (request as unknown as Record<string, RateLimitInfo>)[property] ?? {};
      const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / 1000));
      next(new RateLimitedError(`Expected at most ${most} requests a minute per ${name}`, seconds));
    },
  });
}
