import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createClock } from './clock.js';
import { ConfigError, isLoopback, type Config } from './config.js';
import { createAdmission } from './http/admission.js';
import { createApp, type AppParts } from './http/app.js';
import { createListeners } from './http/listeners.js';
import { startServer } from './http/server.js';
import { createMetrics } from './metrics.js';
import {
  createRecognizerPool,
  POOL_EVENT_LEVELS,
  type PoolEvent,
  type RecognizerPool,
} from './recognition/pool.js';
import { createRecordCapture } from './record-capture.js';
import type { Store } from './store/contracts.js';
import { openStore } from './store/open-store.js';
import { VERSION } from './version.js';

/** Shorter than the patience of the proxies that are common, in milliseconds. */
const HEARTBEAT_MS = 15_000;

export interface Service {
  /** For instance `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Takes nothing new, finishes what it took, and gives everything back. */
  close(): Promise<void>;
}

/**
 * Wires the parts together and starts them: store, recognizers, HTTP. Whatever cannot start stops what has.
 * @throws {Error} a part cannot start; the message says which and why
 */
export async function startService(config: Config, logger: Logger): Promise<Service> {
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    retention: { imageDays: config.imageRetentionDays, detectionDays: config.detectionRetentionDays },
    warn: (message, cause) => logger.warn({ err: cause }, message),
  });
  return orElse(
    () => store.close(),
    async () => {
      await refuseOpenToNetwork(config, store);
      const recognizer = await startRecognizers(config, logger);
      return orElse(
        () => recognizer.stop(),
        () => serve(config, logger, store, recognizer),
      );
    },
  );
}

async function serve(
  config: Config,
  logger: Logger,
  store: Store,
  recognizer: RecognizerPool,
): Promise<Service> {
  const now = createClock();
  const metrics = createMetrics();
  const uploads = createAdmission(config.recognizerProcesses + config.recognizerQueue);
  const listeners = createListeners(config.eventListeners);
  let draining = false;
  metrics.watch({
    recognizers: () => recognizer.status(),
    queueLimit: config.recognizerQueue,
    uploadsInFlight: () => uploads.count,
    listeners: () => listeners.count,
  });
  const { captures, cameras } = store;
  const { timeZone } = config;
  const app = createApp({
    recordCapture: createRecordCapture({ recognizer, captures, cameras, now, timeZone, metrics }),
    store,
    uploads,
    listeners,
    metrics,
    open: openness(config),
    limits: { perKey: config.rateLimitPerKey, perAddress: config.rateLimitPerAddress },
    trustedProxies: config.trustedProxies,
    maxUploadBytes: config.maxUploadBytes,
    heartbeatMs: HEARTBEAT_MS,
    draining: () => draining,
    livingRecognizers: () => recognizer.status().idle + recognizer.status().busy,
    timeZone,
    now,
    logger,
    version: VERSION,
  });
  const server = await startServer(app, { host: config.host, port: config.port });
  return {
    url: server.url,
    async close() {
      draining = true;
      // Balancers learn from /readyz to send nothing more before nothing more is taken.
      await sleep(config.stopDelayMs);
      uploads.close();
      listeners.endAll();
      await server.close();
      await recognizer.stop();
      await store.close();
    },
  };
}

/** A loopback address is open until somebody makes a key, so that the first try is one command. */
function openness({ allowAnonymous, host }: Config): AppParts['open'] {
  if (allowAnonymous) return 'always';
  return isLoopback(host) ? 'until-keys' : 'never';
}

/** @throws {ConfigError} everybody could reach the service, and nobody could be told from anybody */
async function refuseOpenToNetwork({ allowAnonymous, host }: Config, store: Store): Promise<void> {
  if (allowAnonymous || isLoopback(host) || (await store.keys.any())) return;
  throw new ConfigError(
    `HOST: expected a loopback address such as 127.0.0.1, a key (npm run keys -- create), or ALLOW_ANONYMOUS=true, found "${host}"`,
  );
}

function startRecognizers(config: Config, logger: Logger): Promise<RecognizerPool> {
  return createRecognizerPool({
    processes: config.recognizerProcesses,
    queueLimit: config.recognizerQueue,
    timeoutMs: config.recognizerTimeoutMs,
    maxJobsPerProcess: config.recognizerMaxJobs,
    settings: {
      maxImagePixels: config.maxImagePixels,
      reviewConfidence: config.reviewConfidence,
      readers: config.readers,
    },
    log: ({ kind, ...details }: PoolEvent) => logger[POOL_EVENT_LEVELS[kind]](details, kind),
  });
}

/** What `start` gives; if it fails, `undo` first takes back what came before. */
async function orElse<T>(undo: () => Promise<void>, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await undo();
    throw error;
  }
}
