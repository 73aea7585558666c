import { EventEmitter } from 'node:events';
import type pg from 'pg';
import type { Warn } from './settle-evidence.js';

export const STORED_CHANNEL = 'gantry_stored';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** A connection that is dead without either end knowing (a firewall that forgot it) is noticed this way. */
const PROBE_MS = 30_000;

export interface CommitListener {
  readonly onCommit: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/**
 * Listens for what other connections announce on `STORED_CHANNEL`, on a connection of its own that is made anew
 * whenever it is lost. What was announced in between cannot be known, so everybody is woken then.
 * @throws {Error} the first connection cannot be made
 */
export async function listenForCommits(connect: () => pg.Client, warn: Warn): Promise<CommitListener> {
  const wakes = new EventEmitter().setMaxListeners(0);
  const wake = () => void wakes.emit('wake');
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const listen = async () => {
    const fresh = connect();
    const lost = (error?: Error) => {
      if (client !== fresh || closed) return;
      client = undefined;
      warn('The connection that listens for new detections was lost', error);
      again(FIRST_RETRY_MS);
    };
    fresh.on('notification', wake);
    fresh.on('error', lost);
    fresh.on('end', () => lost());
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${STORED_CHANNEL}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
    if (closed) await end();
    else wake();
  };
  const again = (afterMs: number) => {
    retry = setTimeout(() => {
      listen().catch(() => {
        if (!closed) again(Math.min(afterMs * 2, LAST_RETRY_MS));
      });
    }, afterMs).unref();
  };
  const end = async () => {
    const last = client;
    client = undefined;
    await last?.end().catch(() => undefined);
  };

  await listen();
  const probe = setInterval(() => {
    const probed = client;
    // Its own `end` would wait for the other side, which may be gone.
    probed?.query('SELECT 1').catch((error: unknown) => probed.emit('error', error));
  }, PROBE_MS).unref();
  return {
    onCommit(listener) {
      wakes.on('wake', listener);
      return () => void wakes.off('wake', listener);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      clearInterval(probe);
      await end();
    },
  };
}
