import type { Request, Response } from 'express';
import type { z } from 'zod';
import { parseRequest } from './parse-request.js';
import type { Identity, Permission } from './permissions.js';

/** How errors are answered: as in the original interface, or as RFC 9457 has it. */
export type ErrorFace = 'message' | 'problem';

/** One kind of answer, by its status. */
export interface Answer {
  readonly description: string;
  /** By media type; `undefined` for bytes or text without a schema. Absent: an answer without a body. */
  readonly content?: Readonly<Record<string, z.ZodType | undefined>>;
  readonly headers?: z.ZodObject;
}

type Schema = z.ZodType | undefined;
type OutputOf<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

interface Parsed<P extends Schema, Q extends Schema, H extends Schema, B extends Schema> {
  readonly params: OutputOf<P>;
  readonly query: OutputOf<Q>;
  readonly headers: OutputOf<H>;
  readonly body: OutputOf<B>;
}

/** The parts of a request that are checked before the operation sees it. */
export interface RequestSchemas<P extends Schema, Q extends Schema, H extends Schema, B extends Schema> {
  readonly params?: P;
  readonly query?: Q;
  readonly headers?: H;
  /** Of a JSON body. */
  readonly body?: B;
  /** Of a form with a picture; the operation receives it by itself, since its size is bounded there. */
  readonly form?: z.ZodObject;
  /** In place of `params`, where the operation reads its path by itself. */
  readonly documentedParams?: z.ZodObject;
}

/** A request that may be answered. */
export interface Exchange {
  readonly identity: Identity;
  readonly request: Request;
  readonly response: Response;
  /** For what goes on for long: rejects once the key is no longer good for it. */
  readonly reauthorize: () => Promise<void>;
}

/** What an operation is to everybody but itself. */
export interface OperationFacts {
  /** For programs that are generated from the document; never changes. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As OpenAPI writes it, `/api/v1/captures/{id}`; names the route in log and metrics, too. */
  readonly path: string;
  /** Where Express's own reading of the path would be too narrow. */
  readonly pattern?: RegExp;
  readonly permission: Permission;
  readonly errors: ErrorFace;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses of the errors that are its own, besides those that every operation of its kind has. */
  readonly failures?: readonly number[];
  /** Not in the document: of no use to a program. */
  readonly undocumented?: boolean;
}

/** One row of the table of routes. Router, access check, document, and the labels of log and metrics come from it. */
export interface Operation extends OperationFacts {
  readonly schemas: RequestSchemas<Schema, Schema, Schema, Schema>;
  run(exchange: Exchange): Promise<void>;
}

interface Described<
  P extends Schema,
  Q extends Schema,
  H extends Schema,
  B extends Schema,
> extends OperationFacts {
  readonly schemas?: RequestSchemas<P, Q, H, B>;
  readonly handle: (call: Exchange & Parsed<P, Q, H, B>) => Promise<void> | void;
}

/** Joins a description and its code, so that the code gets what the schemas promise. */
export function operation<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  H extends Schema = undefined,
  B extends Schema = undefined,
>({ schemas = {}, handle, ...facts }: Described<P, Q, H, B>): Operation {
  return {
    ...facts,
    schemas,
    async run(exchange) {
      const parsed = await parseRequest(schemas, exchange.request, exchange.response);
      // What the schemas make is what their types say.
      await handle({ ...exchange, ...(parsed as Parsed<P, Q, H, B>) });
    },
  };
}
