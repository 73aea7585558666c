import type { RequestHandler } from 'express';
import { GantryError } from '../errors.js';

/** The address is there, but not with this method. */
export class MethodNotAllowedError extends GantryError {
  readonly status = 405;
  readonly problem = 'method-not-allowed';
}

/** Answers a method that a known address does not have: 405, or what it has for `OPTIONS`. */
export function allowOnly(methods: readonly string[]): RequestHandler {
  const allowed = methods.join(', ');
  return (request, response) => {
    response.set('Allow', allowed);
    if (request.method !== 'OPTIONS') {
      throw new MethodNotAllowedError(`Expected the method ${allowed}, got ${request.method}`);
    }
    response.status(204).end();
  };
}
