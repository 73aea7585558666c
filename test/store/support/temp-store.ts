import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { EvidenceFolder } from '../../../src/store/evidence-folder.js';
import { migrate } from '../../../src/store/migrate.js';
import { defineModels } from '../../../src/store/models.js';
import { openSqlite } from '../../../src/store/open-sqlite.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import type { StoreParts } from '../../../src/store/store-parts.js';

type Close = () => Promise<void>;

export interface TempFolder {
  readonly path: string;
  /** Closes something before the folder goes, after the test; the last registered first. */
  readonly closing: (close: Close) => void;
  readonly databaseFile: string;
  readonly options: { readonly databaseUrl: string; readonly dataDir: string };
}

export async function tempFolder(t: TestContext): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-store-'));
  const closes: Close[] = [];
  t.after(async () => {
    for (const close of closes.reverse()) await close();
    await rm(folder, { recursive: true });
  });
  const databaseFile = path.join(folder, 'gantry.sqlite');
  return {
    path: folder,
    closing: (close) => closes.push(close),
    databaseFile,
    options: { databaseUrl: `sqlite:${databaseFile}`, dataDir: folder },
  };
}

export async function openTempStore(folder: TempFolder): Promise<Store> {
  const store = await openStore(folder.options);
  folder.closing(() => store.close());
  return store;
}

/** The parts of a store, for tests that look at, or break, one of them. */
export async function openTempParts(folder: TempFolder): Promise<StoreParts> {
  const database = await openSqlite(folder.databaseFile);
  folder.closing(() => database.close());
  await migrate(database);
  const evidence = await EvidenceFolder.open(folder.path);
  return { database, evidence, models: defineModels(database.sequelize) };
}

/** Paths of all files below `evidence/`, relative to the data folder, sorted. */
export async function evidenceFiles(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(dataDir, 'evidence'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Ids of the captures that wait for the database's word. */
export function pendingIds(dataDir: string): Promise<readonly string[]> {
  return readdir(path.join(dataDir, 'evidence', 'pending'));
}
