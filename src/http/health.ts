import { z } from 'zod';
import { GantryError } from '../errors.js';
import type { Metrics } from '../metrics.js';
import { operation, type Operation } from './operation.js';

/** The service must get no requests now. */
export class NotReadyError extends GantryError {
  readonly status = 503;
  readonly problem = 'not-ready';
  override readonly retryAfterSeconds = 5;
}

export interface HealthParts {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Whether the service is stopping. */
  readonly draining: () => boolean;
  /** Rejects when the database does not answer. */
  readonly pingDatabase: () => Promise<void>;
  /** How many recognizers could take a picture, or are at one. */
  readonly livingRecognizers: () => number;
}

const COMMON = { method: 'GET', errors: 'problem', tag: 'Operations' } as const;

export function healthOperations(parts: HealthParts): readonly Operation[] {
  const { metrics } = parts;
  return [
    operation({
      ...COMMON,
      id: 'getHealth',
      path: '/healthz',
      permission: 'none',
      summary: 'Whether the process lives',
      answers: {
        200: {
          description: 'It does.',
          content: { 'application/json': z.object({ status: z.literal('alive') }) },
        },
      },
      handle({ response }) {
        response.json({ status: 'alive' });
      },
    }),
    operation({
      ...COMMON,
      id: 'getReadiness',
      path: '/readyz',
      permission: 'none',
      summary:
        'Whether the service can do its work: database and recognizers are there, and it is not stopping',
      answers: {
        200: {
          description: 'It can.',
          content: { 'application/json': z.object({ status: z.literal('ready') }) },
        },
      },
      failures: [503],
      async handle({ response }) {
        const reasons = await reasonsAgainst(parts);
        if (reasons.length > 0) throw new NotReadyError(reasons.join('; '));
        response.json({ status: 'ready' });
      },
    }),
    operation({
      ...COMMON,
      id: 'getMetrics',
      path: '/metrics',
      permission: 'any',
      summary: "Figures in Prometheus' text format",
      answers: { 200: { description: 'The figures.', content: { 'text/plain': z.string() } } },
      async handle({ response }) {
        response.set('Content-Type', metrics.contentType).send(await metrics.text());
      },
    }),
  ];
}

async function reasonsAgainst({
  draining,
  pingDatabase,
  livingRecognizers,
}: HealthParts): Promise<readonly string[]> {
  const database = await pingDatabase().then(
    () => true,
    () => false,
  );
  return [
    ...(draining() ? ['the service is stopping'] : []),
    ...(database ? [] : ['the database does not answer']),
    ...(livingRecognizers() > 0 ? [] : ['no recognizer lives']),
  ];
}
