import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Authorize } from './access.js';
import { allowOnly } from './allow-only.js';
import type { Operation } from './operation.js';
import { setFace } from './problem.js';
import { countFor, type RateLimiters } from './rate-limits.js';
import { nameRoute } from './request-log.js';

export interface MountParts {
  readonly authorize: Authorize;
  readonly limits: RateLimiters;
}

const METHODS = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

/** The router of a table. An address has its name in the log, its form of errors, its methods and no others. */
export function mountOperations(operations: readonly Operation[], parts: MountParts): Router {
  const router = Router();
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const ofPath = operations.filter((operation) => operation.path === path);
    const face = ofPath.some(({ errors }) => errors === 'problem') ? 'problem' : 'message';
    const place = ofPath[0]?.pattern ?? path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.all(place, nameRoute(path), (_request, response, next) => {
      setFace(response, face);
      next();
    });
    for (const operation of ofPath) router[METHODS[operation.method]](place, answer(operation, parts));
    router.all(
      place,
      allowOnly(ofPath.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))),
    );
  }
  return router;
}

/** Limit, access check, limit, code. Probes and pages need no key and cost nothing: no limit counts them. */
function answer(operation: Operation, { authorize, limits }: MountParts): RequestHandler {
  const { permission } = operation;
  return async (request, response) => {
    if (permission !== 'none') await pass(limits.byAddress, request, response);
    const identity = await authorize(request, response, permission);
    countFor(response, identity);
    await pass(limits.byKey, request, response);
    const reauthorize = async (): Promise<void> => {
      await authorize(request, response, permission);
    };
    await operation.run({ request, response, identity, reauthorize });
  };
}

/** Resolves when a handler lets the request pass. */
function pass(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (error?: unknown): void => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('a handler refused without an error'));
    };
    void handler(request, response, next);
  });
}
