import { z } from 'zod';
import type { EventLog } from '../../store/contracts.js';
import { beginEventStream, type EventStream } from '../event-stream.js';
import type { Listeners } from '../listeners.js';
import { operation, type Operation } from '../operation.js';
import { detectionBody } from './schemas/detection.js';

export interface EventParts {
  readonly events: EventLog;
  readonly listeners: Listeners;
  /** Milliseconds from one sign of life to the next. */
  readonly heartbeatMs: number;
}

const EventId = z.string().regex(/^\d{1,15}$/, 'Expected the id of an event');
const From = z.object({
  'last-event-id': EventId.optional().meta({
    description: 'The last event that was seen; sent by browsers by themselves. Everything after it comes.',
  }),
});
const Query = z.strictObject({
  after: EventId.optional().meta({
    description:
      'The same for clients that cannot send the header; that one counts. Without either: from now on.',
  }),
});

export function eventsOperation({ events, listeners, heartbeatMs }: EventParts): Operation {
  return operation({
    id: 'followEvents',
    method: 'GET',
    path: '/api/v1/events',
    permission: 'read',
    errors: 'problem',
    tag: 'Events',
    summary: 'Detections as they are stored, as server-sent events',
    description:
      'One event of the name `detection` for each, with a Detection as its data. Whoever comes back with the id of the ' +
      'last one misses none and gets none twice, on whichever instance. The order is that in which they were stored.',
    schemas: { headers: From, query: Query },
    answers: {
      200: { description: 'The events, without an end.', content: { 'text/event-stream': z.string() } },
    },
    failures: [400, 503],
    async handle({ headers, query, request, response, reauthorize }) {
      const latest = await events.latestId();
      const asked = headers['last-event-id'] ?? query.after;
      // An id that is not there yet can only be of a database that is no more.
      const after = asked === undefined ? latest : Math.min(Number(asked), latest);
      const { signal, leave } = listeners.enter();
      response.once('close', leave);
      // It may have left while the database was asked; then nothing tells again.
      if (response.destroyed) leave();
      const stream = beginEventStream(response);
      if (request.method === 'HEAD') leave();
      const heart = setInterval(() => {
        stream.beat();
        // A key that was revoked meanwhile is good for no further event.
        reauthorize().catch(leave);
      }, heartbeatMs);
      try {
        await sendEvents(events, after, signal, stream);
      } finally {
        clearInterval(heart);
        leave();
        stream.end();
      }
    },
  });
}

async function sendEvents(
  events: EventLog,
  after: number,
  signal: AbortSignal,
  stream: EventStream,
): Promise<void> {
  for await (const { id, detection } of events.follow(after, signal)) {
    if (signal.aborted) return;
    if (!(await stream.send({ id, name: 'detection', data: detectionBody(detection) }))) return;
  }
}
