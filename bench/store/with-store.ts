import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Dialect } from '../../src/store/database.js';
import { startPostgres } from '../../test/store/support/postgres-server.js';

export interface EmptyStore {
  readonly databaseUrl: string;
  /** An empty folder, for evidence. */
  readonly dataDir: string;
}

/** PostgreSQL's own defaults are for machines of 30 years ago; these are modest for one of today. */
const SERVER = { fsync: 'on', shared_buffers: '1GB', maintenance_work_mem: '256MB', max_wal_size: '4GB' };

/** Gives `work` an empty store, PostgreSQL on a server of its own that syncs to the disk, and clears it away. */
export async function withStore(dialect: Dialect, work: (at: EmptyStore) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'gantry-bench-'));
  const server = dialect === 'postgres' ? await startPostgres(SERVER) : undefined;
  try {
    const databaseUrl = (await server?.newDatabase()) ?? `sqlite:${path.join(dataDir, 'gantry.sqlite')}`;
    await work({ databaseUrl, dataDir });
  } finally {
    await server?.stop();
    await rm(dataDir, { recursive: true });
  }
}
