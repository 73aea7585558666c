import type { z } from 'zod';
import type { Statistics } from '../../store/contracts.js';
import { operation, type Operation } from '../operation.js';
import { InvalidRequestError } from '../parse-request.js';
import { BUCKETS, rowBody, StatisticsBody, StatisticsQuery } from './schemas/statistics.js';

const DEFAULT_SPAN_MS = 86_400_000;
const MOST_BUCKETS = 10_000;

export function statisticsOperation(statistics: Statistics, now: () => Date): Operation {
  return operation({
    id: 'getStatistics',
    method: 'GET',
    path: '/api/v1/stats',
    permission: 'read',
    errors: 'problem',
    tag: 'Statistics',
    summary: 'Captures, detections, review share, read rate and latency over time, per camera',
    schemas: { query: StatisticsQuery },
    answers: { 200: { description: 'The figures.', content: { 'application/json': StatisticsBody } } },
    failures: [400],
    async handle({ query, response }) {
      const { bucket, to = now(), from = new Date(to.getTime() - DEFAULT_SPAN_MS) } = query;
      const bucketMs = BUCKETS[bucket];
      assertBounded(from, to, bucketMs);
      const rows = await statistics.buckets({ from, to, bucketMs });
      const body: z.input<typeof StatisticsBody> = {
        from: from.toISOString(),
        to: to.toISOString(),
        bucket,
        rows: rows.map(rowBody),
      };
      response.json(body);
    },
  });
}

/** @throws {InvalidRequestError} the span is empty, or so long that the answer would have no bound */
function assertBounded(from: Date, to: Date, bucketMs: number): void {
  const count = Math.ceil((to.getTime() - from.getTime()) / bucketMs);
  const message =
    count <= 0
      ? 'Expected an instant after from'
      : `Expected a span of at most ${MOST_BUCKETS} buckets, got ${count}`;
  if (count <= 0 || count > MOST_BUCKETS)
    throw new InvalidRequestError([{ in: 'query', name: 'to', message }]);
}
