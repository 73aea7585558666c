import type { Response } from 'express';
import { z } from 'zod';
import type { GantryError } from '../errors.js';
import type { ErrorFace } from './operation.js';
import { InvalidRequestError } from './parse-request.js';
import { requestIdOf } from './request-log.js';

/** Before the problem's name. A URN, since there is nothing to fetch at it and it belongs to no host. */
const TYPE_PREFIX = 'urn:gantry:problem:';

/** Every problem that there is, with its title: the same in every answer. The names are those of `src/errors.ts`. */
const TITLES = {
  'invalid-request': 'The request is not as documented',
  'unreadable-image': 'The file is no readable picture',
  unauthenticated: 'A valid key is needed',
  forbidden: 'The key does not allow this',
  'not-found': 'There is nothing at this address',
  'method-not-allowed': 'The address does not have this method',
  'not-acceptable': 'The answer exists in no media type that is accepted',
  conflict: 'The request contradicts what is there',
  'image-too-large': 'The picture is too large',
  'body-too-large': 'The body is too large',
  'unsupported-media-type': 'The body is in another form than is read here',
  'idempotency-key-reused': 'The idempotency key was used for another request',
  'unknown-camera': 'The camera is not known',
  'captured-in-future': 'The capture claims to be from the future',
  'rate-limited': 'Too many requests',
  'sender-gone': 'The sender left',
  'malformed-request': 'The request is no well-formed HTTP',
  'request-timeout': 'The request took too long to arrive',
  internal: 'A fault of the service',
  'recognizer-failed': 'The picture could not be recognized',
  'queue-full': 'Too many pictures wait',
  'too-many-listeners': 'Too many connections listen',
  stopping: 'The service is stopping',
  'not-ready': 'The service is not ready',
} as const;

export type ProblemName = keyof typeof TITLES;
export const PROBLEM_TYPES = Object.keys(TITLES).map((name) => `${TYPE_PREFIX}${name}`);

export const Problem = z
  .object({
    type: z.enum(PROBLEM_TYPES).meta({ description: 'Tells one problem from another; never changes.' }),
    title: z.string().meta({ description: 'The same for each type.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What was expected and what came.' }),
    requestId: z
      .string()
      .meta({ description: 'As in the header X-Request-Id and in the log of the service.' }),
    errors: z
      .array(
        z.object({
          in: z.enum(['path', 'query', 'header', 'body', 'form']),
          name: z.string().meta({ description: 'The parameter, or the way to it within the body.' }),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Of an invalid request: each thing that is wrong.' }),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 has it.' });

/** How an error is answered in the original interface. */
export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** What the caller is told of a fault of ours. */
const FAULT = { status: 500, problem: 'internal', message: 'Internal error' } as const;

/** The body of a problem. An error's name that has no title would be a slip of ours; its type says enough. */
export function problemBody(
  {
    status,
    problem,
    message,
  }: { readonly status: number; readonly problem: string; readonly message: string },
  requestId: string,
): z.input<typeof Problem> {
  return {
    type: `${TYPE_PREFIX}${problem}`,
    title: TITLES[problem as ProblemName],
    status,
    detail: message,
    requestId,
  };
}

/** The form of errors below `/api/`, known before any route is: an address may be broken or lead nowhere. */
export function faceOfAddress(address: string): ErrorFace {
  return /^\/api(?:[/?]|$)/i.test(address) ? 'problem' : 'message';
}

/** Answers an error in the form that the route has, `undefined` for a fault of ours. */
export function sendProblem(response: Response, error: GantryError | undefined): void {
  const { status, problem, message } = error ?? FAULT;
  if (error?.retryAfterSeconds !== undefined) response.set('Retry-After', String(error.retryAfterSeconds));
  // Basic first: cameras that know nothing else send their password only when asked for it.
  if (status === 401)
    response.set('WWW-Authenticate', 'Basic realm="Gantry", charset="UTF-8", Bearer realm="Gantry"');
  response.status(status);
  if (faceOf(response) === 'message') {
    response.json({ message });
    return;
  }
  const body = problemBody({ status, problem, message }, requestIdOf(response) ?? '');
  if (error instanceof InvalidRequestError) body.errors = [...error.complaints];
  response.type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(body));
}

export function setFace(response: Response, face: ErrorFace): void {
  response.locals['errors'] = face;
}

function faceOf(response: Response): ErrorFace {
  return response.locals['errors'] === 'problem' ? 'problem' : 'message';
}
