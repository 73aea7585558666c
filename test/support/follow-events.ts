import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const QUIET_MS = 2_000;

export type Follower = ReturnType<typeof followEvents>;

/** Follows the server-sent events of a service from an id on. */
export function followEvents(url: string, after: number) {
  const ids: number[] = [];
  const end = new AbortController();
  const following = (async () => {
    const headers = { 'Last-Event-ID': String(after) };
    const response = await fetch(`${url}/api/v1/events`, { headers, signal: end.signal });
    if (response.body === null) throw new Error(`no events: ${response.status}`);
    const lines = createInterface({ input: Readable.fromWeb(response.body) });
    for await (const line of lines) if (line.startsWith('id: ')) ids.push(Number(line.slice('id: '.length)));
  })();
  // It ends by being stopped, or with its service.
  following.catch(() => undefined);
  return {
    ids,
    /** The last event, when none has come for a while. */
    async quiet(): Promise<number> {
      for (;;) {
        const before = ids.length;
        await sleep(QUIET_MS);
        if (ids.length === before) return ids.at(-1) ?? 0;
      }
    },
    stop: () => end.abort(),
  };
}
