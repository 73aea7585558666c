import type { Dialect } from '../database.js';
import { capturesMigration } from './0001-captures.js';
import { interfaceMigration } from './0002-interface.js';

/** A step of the schema. Never changed once it was released. */
export interface SchemaMigration {
  readonly name: string;
  readonly statements: readonly SchemaStatement[];
}

/** SQL that SQLite and PostgreSQL both take, or what to say to each; one that is not named has nothing to do. */
export type SchemaStatement = string | Readonly<Partial<Record<Dialect, string>>>;

/** In the order they are applied. */
export const MIGRATIONS: readonly SchemaMigration[] = [capturesMigration, interfaceMigration];
