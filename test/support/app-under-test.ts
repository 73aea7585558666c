import { createAdmission } from '../../src/http/admission.js';
import { createApp, type AppParts } from '../../src/http/app.js';
import { createListeners } from '../../src/http/listeners.js';
import { startServer, type ServerTimeouts } from '../../src/http/server.js';
import { createMetrics } from '../../src/metrics.js';
import type { StoredCapture, StoredDetection } from '../../src/store/contracts.js';
import { memoryLog } from './memory-log.js';
import { emptyStore, type StorePieces } from './empty-store.js';

export { openConnection, readAll, send, type Answer } from './send.js';

type Changes = Partial<Omit<AppParts, 'store'>> & { readonly store?: StorePieces };

/**
 * The app behind a real server; its collaborators are stand-ins that read no plate and know none, except for what
 * `changes` brings.
 */
export async function startApp(changes: Changes = {}, timeouts?: Partial<ServerTimeouts>) {
  const { logger, lines } = memoryLog();
  const metrics = createMetrics();
  const listeners = createListeners(4);
  const app = createApp({
    recordCapture: () => Promise.resolve(captureOf()),
    uploads: createAdmission(8),
    listeners,
    metrics,
    open: 'always',
    limits: { perKey: 0, perAddress: 0 },
    trustedProxies: [],
    maxUploadBytes: 100_000,
    heartbeatMs: 60_000,
    draining: () => false,
    livingRecognizers: () => 1,
    timeZone: 'UTC',
    now: () => new Date('2021-01-01T00:00:00Z'),
    logger,
    version: '0.0.0',
    ...changes,
    store: emptyStore(changes.store),
  });
  const server = await startServer(
    app,
    { host: '127.0.0.1', port: 0 },
    { request: 60_000, headers: 60_000, check: 1000, stop: 2000, ...timeouts },
  );
  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    lines,
    metrics,
    close() {
      (changes.listeners ?? listeners).endAll();
      return server.close();
    },
  };
}

export type AppUnderTest = Awaited<ReturnType<typeof startApp>>;

/** A capture with these detections, each a plate with the area `width` × 10. */
export function captureOf(
  ...plates: readonly Partial<StoredDetection & { readonly width: number }>[]
): StoredCapture {
  const at = new Date('2020-12-31T23:59:59Z');
  return {
    id: '0176bae0-8218-7000-8000-000000000000',
    cameraId: null,
    capturedAt: at,
    receivedAt: at,
    image: { mediaType: 'image/jpeg', width: 640, height: 480, bytes: 1000, sha256: '0'.repeat(64) },
    engineVersion: 'test-1',
    timings: { decode: 1, localize: 2, rectify: 3, read: 4, decide: 5, total: 15 },
    rejections: [],
    detections: plates.map(({ width = 40, ...rest }) => ({
      id: '0176bae0-8218-7000-8000-000000000001',
      text: 'AB1234CD',
      confidence: 0.95,
      status: 'accepted',
      country: null,
      corners: [
        [0, 0],
        [width, 0],
        [width, 10],
        [0, 10],
      ],
      box: { x: 0, y: 0, width, height: 10 },
      candidates: [],
      readings: [],
      ...rest,
    })),
  };
}
