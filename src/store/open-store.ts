import { createCaptureStore } from './capture-store.js';
import type { CaptureStore } from './contracts.js';
import { EvidenceFolder } from './evidence-folder.js';
import { migrate } from './migrate.js';
import { defineModels } from './models.js';
import { openSqlite } from './open-sqlite.js';
import { parseDatabaseUrl } from './parse-database-url.js';
import { sweepLeftovers, type Warn } from './settle-evidence.js';
import type { StoreParts } from './store-parts.js';

export interface StoreOptions {
  /** See `parseDatabaseUrl`. */
  readonly databaseUrl: string;
  /** The folder that holds the evidence; made if missing. */
  readonly dataDir: string;
  /** Told of faults that concern no caller. Default: a warning of the process. */
  readonly warn?: Warn;
}

export interface Store {
  readonly captures: CaptureStore;
  /** Waits for what is being saved, then closes the database. No other call may follow. */
  close(): Promise<void>;
}

// Longer than any save takes, so that in general no other process loses the capture that it is saving.
const SWEEP_MS = 15 * 60 * 1000;

/**
 * Opens database and evidence, brings the schema up to date, and clears what a crash left, now and regularly.
 * @throws {Error} one line that names the setting at fault: an unknown form of `DATABASE_URL`, a file that is no
 *   database or was written by a later version, a folder that cannot be written to
 */
export async function openStore({ databaseUrl, dataDir, warn = warnProcess }: StoreOptions): Promise<Store> {
  const { file } = parseDatabaseUrl(databaseUrl);
  const evidence = await EvidenceFolder.open(dataDir);
  const database = await openSqlite(file);
  const parts: StoreParts = { database, evidence, models: defineModels(database.sequelize) };
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const stopSweeping = await sweepRegularly(parts, warn);
  const captures = createCaptureStore(parts);
  const saving = new Set<Promise<unknown>>();
  const close = async () => {
    await stopSweeping();
    await Promise.allSettled(saving);
    await database.close();
  };
  return {
    captures: {
      ...captures,
      save(capture) {
        const save = captures.save(capture);
        saving.add(save);
        return save.finally(() => saving.delete(save));
      },
    },
    close,
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

function warnProcess(message: string, cause: unknown): void {
  process.emitWarning(`${message}: ${String(cause)}`);
}
