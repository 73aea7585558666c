import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createAdmission } from '../../src/http/admission.js';
import { createApp, type AppParts } from '../../src/http/app.js';
import { startServer, type ServerTimeouts } from '../../src/http/server.js';
import type { StoredCapture, StoredDetection } from '../../src/store/contracts.js';
import { memoryLog } from './memory-log.js';

/** The app behind a real server; its collaborators are stand-ins that read no plate and know none. */
export async function startApp(parts: Partial<AppParts> = {}, timeouts?: ServerTimeouts) {
  const { logger, lines } = memoryLog();
  const app = createApp({
    recordCapture: () => Promise.resolve(captureOf()),
    captures: { latestDetections: () => Promise.resolve([]) },
    uploads: createAdmission(8),
    maxUploadBytes: 100_000,
    timeZone: 'UTC',
    now: () => new Date('2021-01-01T00:00:00Z'),
    logger,
    ...parts,
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0 }, timeouts);
  return { url: server.url, port: Number(new URL(server.url).port), close: server.close, lines };
}

export type AppUnderTest = Awaited<ReturnType<typeof startApp>>;

/** A capture with these detections, each a plate with the area `width` × 10. */
export function captureOf(
  ...plates: readonly Partial<StoredDetection & { readonly width: number }>[]
): StoredCapture {
  const at = new Date('2020-12-31T23:59:59Z');
  return {
    id: 'capture',
    capturedAt: at,
    receivedAt: at,
    detections: plates.map(({ width = 40, ...rest }) => ({
      id: 'detection',
      text: 'AB1234CD',
      confidence: 0.95,
      status: 'accepted',
      corners: [
        [0, 0],
        [width, 0],
        [width, 10],
        [0, 10],
      ],
      box: { x: 0, y: 0, width, height: 10 },
      ...rest,
    })),
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; `undefined` if it is none. */
  readonly body: unknown;
}

/** Sends the address exactly as given; `fetch` would tidy it. */
export function send(
  app: { readonly url: string },
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: Buffer | string;
  } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const { body, method = 'GET', headers = {} } = options;
    const outgoing = request({ hostname, port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parse(text) });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** A bare connection, for requests that no proper client sends. */
export async function openConnection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return socket;
}

/** Everything that comes until the other side closes. */
export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    // A reset after the answer still leaves the answer.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(text));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
