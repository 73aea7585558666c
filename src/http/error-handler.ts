import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { BadRequestError, GantryError, NotFoundError } from '../errors.js';
import { faceOfAddress, sendProblem, setFace } from './problem.js';
import { nameError, requestIdOf } from './request-log.js';

/** Before any route: an address may be broken, or lead nowhere. */
export const setFaceByAddress: RequestHandler = (request, response, next) => {
  setFace(response, faceOfAddress(request.path));
  next();
};

/** Answers every address that no route took. */
export const refuseUnknown: RequestHandler = () => {
  throw new NotFoundError('There is nothing at this address');
};

/**
 * The only place where an error becomes an answer. A `GantryError` says its own status and text; of anything else
 * the caller learns nothing but that it happened, and the log everything.
 */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const known = error instanceof GantryError ? error : fromExpress(error);
    if (known !== undefined) nameError(response, known);
    else logger.error({ err: error, requestId: requestIdOf(response) }, 'request failed');
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    sendProblem(response, known);
  };
}

/** Express marks what it cannot decode with a status of its own. */
function fromExpress(error: unknown): GantryError | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return status === 400 ? new BadRequestError('Expected a well-formed address') : undefined;
}
