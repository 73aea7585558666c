import { once } from 'node:events';
import type { Response } from 'express';

/** Milliseconds until a client that lost its connection comes back. */
const RETRY_MS = 2000;
/** A connection that takes nothing for so long is ended; its client goes on from the last event it saw. */
const STALLED_MS = 30_000;

/** One answer of server-sent events (HTML Living Standard, section 9.2). */
export interface EventStream {
  /** Resolves when the connection can take more, `false`: it cannot, or is closed. */
  send(event: { readonly id: number; readonly name: string; readonly data: unknown }): Promise<boolean>;
  /** Keeps proxies from closing a connection on which nothing happens. */
  beat(): void;
  end(): void;
}

export function beginEventStream(response: Response): EventStream {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Otherwise nginx would collect events before it passes them on.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  response.write(`retry: ${RETRY_MS}\n\n`);
  return {
    async send({ id, name, data }) {
      if (response.destroyed) return false;
      const text = `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
      return response.write(text) || canTakeMore(response);
    },
    beat() {
      // One that is behind has enough to read.
      if (!response.destroyed && !response.writableNeedDrain) response.write(': beat\n\n');
    },
    end() {
      response.end();
      // What is on its way may arrive; who reads nothing does not hold up the stop.
      setTimeout(() => response.destroy(), 1000).unref();
    },
  };
}

async function canTakeMore(response: Response): Promise<boolean> {
  const patience = AbortSignal.timeout(STALLED_MS);
  const closed = new AbortController();
  const onClose = (): void => closed.abort();
  response.once('close', onClose);
  try {
    await once(response, 'drain', { signal: AbortSignal.any([patience, closed.signal]) });
    return true;
  } catch {
    response.destroy();
    return false;
  } finally {
    response.off('close', onClose);
  }
}
