import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.js';
import { holdsSecret } from '../redact.js';

/**
 * An id that a proxy or a client gave is kept if it looks like one that a machine made: a UUID, a ULID, a trace id.
 * Anything shorter might be a plate, anything else has no place in a log.
 */
const GIVEN_ID = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{19,63}$/;

/** Methods that are counted; senders may invent others without bound. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Logs and counts each request once, when it is over. The route stands in place of the address, which may hold
 * plates. The id is sent as `X-Request-Id`, so that a caller can name the request.
 */
export function logRequests(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const requestId = idOf(request);
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = performance.now() - start;
      const error = textOf(response, 'error');
      const route = textOf(response, 'route') ?? null;
      const key = textOf(response, 'key');
      const status = response.writableFinished ? response.statusCode : 499;
      const method = METHODS.has(request.method) ? request.method : 'other';
      metrics.request({ method, route: route ?? 'none', status }, ms);
      const line = {
        requestId,
        method: request.method,
        route,
        status,
        ms: Math.round(ms),
        ...(key === undefined ? {} : { key }),
        ...(error === undefined ? {} : { error }),
      };
      if (line.status >= 500) logger.warn(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}

function idOf(request: Request): string {
  const given = request.get('X-Request-Id') ?? '';
  return GIVEN_ID.test(given) && !holdsSecret(given) ? given : randomUUID();
}

/** Marks the requests that pass with the name under which they are logged. */
export function nameRoute(route: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = route;
    next();
  };
}

/** The name of the key that a request came with; never the key itself. */
export function nameKey(response: Response, name: string): void {
  response.locals['key'] = name;
}

/** The name of an error that is answered; its message may hold plates and stays out of the log. */
export function nameError(response: Response, error: Error): void {
  response.locals['error'] = error.name;
}

export function requestIdOf(response: Response): string | undefined {
  return textOf(response, 'requestId');
}

function textOf(response: Response, key: string): string | undefined {
  const value: unknown = response.locals[key];
  return typeof value === 'string' ? value : undefined;
}
