import type { RequestHandler } from 'express';

/** Answers a method that a known address does not have: 405, or what it has for `OPTIONS`. */
export function allowOnly(...methods: readonly string[]): RequestHandler {
  const allowed = methods.join(', ');
  return (request, response) => {
    response.set('Allow', allowed);
    if (request.method === 'OPTIONS') response.status(204).end();
    else response.status(405).json({ message: `Expected the method ${allowed}, got ${request.method}` });
  };
}
