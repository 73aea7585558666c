import type { Logger } from 'pino';
import { createClock } from './clock.js';
import type { Config } from './config.js';
import { createAdmission } from './http/admission.js';
import { createApp } from './http/app.js';
import { startServer } from './http/server.js';
import {
  createRecognizerPool,
  POOL_EVENT_LEVELS,
  type PoolEvent,
  type RecognizerPool,
} from './recognition/pool.js';
import { createRecordCapture } from './record-capture.js';
import { openStore, type Store } from './store/open-store.js';

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
    warn: (message, cause) => logger.warn({ err: cause }, message),
  });
  return orElse(
    () => store.close(),
    async () => {
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
  const uploads = createAdmission(config.recognizerProcesses + config.recognizerQueue);
  const app = createApp({
    recordCapture: createRecordCapture({ recognizer, captures: store.captures, now }),
    captures: store.captures,
    uploads,
    maxUploadBytes: config.maxUploadBytes,
    timeZone: config.timeZone,
    now,
    logger,
  });
  const server = await startServer(app, { host: config.host, port: config.port });
  return {
    url: server.url,
    async close() {
      uploads.close();
      await server.close();
      await recognizer.stop();
      await store.close();
    },
  };
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
