import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Store } from '../../../src/store/contracts.js';
import type { Dialect } from '../../../src/store/database.js';
import { openParts, openStore } from '../../../src/store/open-store.js';
import type { StoreParts } from '../../../src/store/store-parts.js';
import { newPostgresDatabase } from './shared-postgres.js';

type Close = () => Promise<void>;

export interface TempFolder {
  readonly path: string;
  /** Closes something before the folder goes, after the test; the last registered first. */
  readonly closing: (close: Close) => void;
  readonly dialect: Dialect;
  /** Of SQLite. */
  readonly databaseFile: string;
  readonly options: { readonly databaseUrl: string; readonly dataDir: string };
}

export const DIALECTS: readonly Dialect[] = ['sqlite', 'postgres'];

/** The same test over each database: this is the contract that the store keeps on both. */
export function testOnBoth(name: string, run: (t: TestContext, folder: TempFolder) => Promise<void>): void {
  for (const dialect of DIALECTS) {
    test(`${dialect}: ${name}`, async (t) => run(t, await tempFolder(t, dialect)));
  }
}

/** A data folder, and a database that is empty. */
export async function tempFolder(t: TestContext, dialect: Dialect = 'sqlite'): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-store-'));
  const closes: Close[] = [];
  t.after(async () => {
    for (const close of closes.reverse()) await close();
    await rm(folder, { recursive: true });
  });
  const databaseFile = path.join(folder, 'gantry.sqlite');
  const databaseUrl = dialect === 'sqlite' ? `sqlite:${databaseFile}` : await newPostgresDatabase();
  return {
    path: folder,
    closing: (close) => closes.push(close),
    dialect,
    databaseFile,
    options: { databaseUrl, dataDir: folder },
  };
}

/** One more instance on the same database and folder. */
export async function openTempStore(folder: TempFolder): Promise<Store> {
  const store = await openStore(folder.options);
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= store.close());
  folder.closing(close);
  return { ...store, close };
}

/** The parts of a store, for tests that look at, or break, one of them. */
export async function openTempParts(folder: TempFolder): Promise<StoreParts> {
  const parts = await openParts({ ...folder.options, warn: () => undefined });
  folder.closing(() => parts.database.close());
  return parts;
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
