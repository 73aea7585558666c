import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/**
 * Logs each request once, when it is over. The route stands in place of the address, which may hold plates.
 * The id is sent as `X-Request-Id`, so that a caller can name the request.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const requestId = randomUUID();
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const error = textOf(response, 'error');
      const line = {
        requestId,
        method: request.method,
        route: textOf(response, 'route') ?? null,
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round(performance.now() - start),
        ...(error === undefined ? {} : { error }),
      };
      if (line.status >= 500) logger.warn(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}

/** Marks the requests that pass with the name under which they are logged. */
export function nameRoute(route: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = route;
    next();
  };
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
