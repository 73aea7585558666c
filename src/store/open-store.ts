import { createCameraStore } from './camera-store.js';
import { createCaptureStore } from './capture-store.js';
import type { CaptureStore, KeyStore, Store } from './contracts.js';
import type { Database } from './database.js';
import { createDetectionStore } from './detection-store.js';
import { createEventLog } from './event-log.js';
import { EvidenceFolder } from './evidence-folder.js';
import { createKeyStore } from './key-store.js';
import { migrate } from './migrate.js';
import { defineModels } from './models.js';
import { openDatabase } from './open-database.js';
import { ping } from './ping.js';
import { expire, type Retention } from './retention.js';
import { sweepLeftovers, type Warn } from './settle-evidence.js';
import { createStatistics } from './statistics.js';
import type { StoreParts } from './store-parts.js';

export interface StoreOptions {
  /** See `parseDatabaseUrl`. */
  readonly databaseUrl: string;
  /** The folder that holds the evidence; made if missing. Instances that share a database share it, too. */
  readonly dataDir: string;
  /** Default: everything is kept for ever. */
  readonly retention?: Retention;
  /** Told of faults that concern no caller. Default: a warning of the process. */
  readonly warn?: Warn;
}

const FOR_EVER: Retention = { imageDays: 0, detectionDays: 0 };
const EXPIRE_EVERY_MS = 60 * 60 * 1000;

// Longer than any save takes, so that in general no other process loses the capture that it is saving.
const SWEEP_MS = 15 * 60 * 1000;

/**
 * Opens database and evidence, brings the schema up to date, and clears what a crash left, now and regularly.
 * @throws {Error} one line that names the setting at fault: an unknown form of `DATABASE_URL`, a database that cannot
 *   be used or was written by a later version, a folder that cannot be written to
 */
export async function openStore({
  databaseUrl,
  dataDir,
  retention = FOR_EVER,
  warn = warnProcess,
}: StoreOptions): Promise<Store> {
  const parts = await openParts({ databaseUrl, dataDir, warn });
  const { database } = parts;
  const stopSweeping = await sweepRegularly(parts, warn);
  const stopping = new AbortController();
  const stopExpiring = expireRegularly(parts, retention, { signal: stopping.signal, warn });
  const { captures, settled } = countSaves(createCaptureStore(parts));
  return {
    captures,
    detections: createDetectionStore(parts),
    cameras: createCameraStore(parts),
    events: createEventLog(database, stopping.signal),
    keys: createKeyStore({ database, now: () => new Date(), warn }),
    statistics: createStatistics(database),
    ping: () => ping(database),
    async close() {
      stopping.abort();
      await stopSweeping();
      await stopExpiring();
      await settled();
      await database.close();
    },
  };
}

/**
 * The keys alone, which need no evidence: for commands beside the service.
 * @throws {Error} as `openStore`
 */
export async function openKeys(
  databaseUrl: string,
  warn: Warn = warnProcess,
): Promise<{ readonly keys: KeyStore; readonly close: () => Promise<void> }> {
  const database = await openMigrated(databaseUrl, warn);
  return { keys: createKeyStore({ database, now: () => new Date(), warn }), close: () => database.close() };
}

/** A store without what runs by itself. @throws {Error} as `openStore` */
export async function openParts({
  databaseUrl,
  dataDir,
  warn,
}: Required<Omit<StoreOptions, 'retention'>>): Promise<StoreParts> {
  const evidence = await EvidenceFolder.open(dataDir);
  const database = await openMigrated(databaseUrl, warn);
  return { database, evidence, models: defineModels(database.sequelize) };
}

async function openMigrated(databaseUrl: string, warn: Warn): Promise<Database> {
  const database = await openDatabase(databaseUrl, warn);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function countSaves(captures: CaptureStore) {
  const saving = new Set<Promise<unknown>>();
  return {
    captures: {
      ...captures,
      save(capture) {
        const save = captures.save(capture);
        saving.add(save);
        return save.finally(() => saving.delete(save));
      },
    } satisfies CaptureStore,
    settled: () => Promise.allSettled(saving),
  };
}

async function sweepRegularly(parts: StoreParts, warn: Warn): Promise<() => Promise<void>> {
  const sweep = () => sweepLeftovers(parts, new Date(Date.now() - SWEEP_MS), warn);
  await sweep();
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = sweep();
  }, SWEEP_MS).unref();
  return async () => {
    clearInterval(timer);
    await last;
  };
}

function expireRegularly(
  parts: StoreParts,
  retention: Retention,
  options: { readonly signal: AbortSignal; readonly warn: Warn },
): () => Promise<void> {
  const run = () => expire(parts, retention, new Date(), options);
  let last = run();
  const timer = setInterval(() => {
    last = last.then(run);
  }, EXPIRE_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await last;
  };
}

function warnProcess(message: string, cause: unknown): void {
  process.emitWarning(`${message}: ${String(cause)}`);
}
