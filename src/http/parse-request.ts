import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import { BadRequestError, GantryError } from '../errors.js';
import { excerpt } from './excerpt.js';

/** One thing that is wrong with a request. */
export interface Complaint {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'form';
  /** Name of the parameter, or the way to it; empty for the whole. */
  readonly name: string;
  readonly message: string;
}

/** The request does not fit its schema; `complaints` says where. */
export class InvalidRequestError extends BadRequestError {
  constructor(readonly complaints: readonly Complaint[]) {
    super(complaints.map(({ in: place, name, message }) => `${place} ${name}: ${message}`).join('; '));
  }
}

/** A body in another form than the operation reads. */
export class UnsupportedMediaTypeError extends GantryError {
  readonly status = 415;
  readonly problem = 'unsupported-media-type';
}

/** A JSON body of more bytes than any of ours has. */
export class BodyTooLargeError extends GantryError {
  readonly status = 413;
  readonly problem = 'body-too-large';
}

const MAX_JSON_BYTES = 64 * 1024;
const readJson = express.json({ limit: MAX_JSON_BYTES, type: 'application/json', strict: true });

interface Schemas {
  readonly params?: z.ZodType | undefined;
  readonly query?: z.ZodType | undefined;
  readonly headers?: z.ZodType | undefined;
  readonly body?: z.ZodType | undefined;
}

/**
 * What the schemas make of a request; `undefined` where there is none.
 * @throws {InvalidRequestError} something does not fit
 */
export async function parseRequest(
  { params, query, headers, body }: Schemas,
  request: Request,
  response: Response,
): Promise<{ params: unknown; query: unknown; headers: unknown; body: unknown }> {
  return {
    params: params && parsePart(params, request.params, 'path'),
    query: query && parsePart(query, request.query, 'query'),
    headers: headers && parsePart(headers, request.headers, 'header'),
    body: body && parsePart(body, await jsonOf(request, response), 'body'),
  };
}

/** @throws {InvalidRequestError} `value` does not fit */
export function parsePart<T>(schema: z.ZodType<T>, value: unknown, place: Complaint['in']): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError(
    parsed.error.issues.map((issue) => ({
      in: place,
      name: issue.path.join('.'),
      message: complaintOf(issue),
    })),
  );
}

/** With what came, if that is short and says something. */
function complaintOf({ message, input, code }: z.core.$ZodIssue): string {
  const shown = typeof input === 'string' && code !== 'unrecognized_keys' ? `, got '${excerpt(input)}'` : '';
  return `${message}${shown}`;
}

async function jsonOf(request: Request, response: Response): Promise<unknown> {
  if (!request.is('application/json')) {
    throw new UnsupportedMediaTypeError('Expected a body of the type application/json');
  }
  await new Promise<void>((resolve, reject) => {
    readJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(jsonError(error));
    });
  });
  return request.body;
}

function jsonError(error: unknown): GantryError {
  if ((error as { status?: unknown }).status === 413) {
    return new BodyTooLargeError(`Expected at most ${MAX_JSON_BYTES} bytes of JSON`);
  }
  return new BadRequestError('Expected a body of well-formed JSON');
}
