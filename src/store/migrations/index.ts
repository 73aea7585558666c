import { capturesMigration } from './0001-captures.js';

/** A step of the schema, in SQL that SQLite and PostgreSQL both take. Never changed once it was released. */
export interface SchemaMigration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** In the order they are applied. */
export const MIGRATIONS: readonly SchemaMigration[] = [capturesMigration];
