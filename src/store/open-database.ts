import type { Database } from './database.js';
import { openPostgres } from './open-postgres.js';
import { openSqlite } from './open-sqlite.js';
import { parseDatabaseUrl } from './parse-database-url.js';
import type { Warn } from './settle-evidence.js';

/** @throws {Error} one line that names `DATABASE_URL`, without a password in it */
export async function openDatabase(databaseUrl: string, warn: Warn): Promise<Database> {
  const location = parseDatabaseUrl(databaseUrl);
  return location.dialect === 'sqlite' ? openSqlite(location.file) : openPostgres(location.url, warn);
}
