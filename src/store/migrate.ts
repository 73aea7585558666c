import { QueryTypes, type Transaction } from 'sequelize';
import { Umzug, type UmzugStorage } from 'umzug';
import type { Database } from './database.js';
import { MIGRATIONS, type SchemaMigration, type SchemaStatement } from './migrations/index.js';

/**
 * Brings the schema up to date. All of it happens in one transaction: a second process waits for the first and then
 * finds nothing to do, and a failure changes nothing.
 * @returns names of the migrations that were applied
 * @throws {Error} the database was migrated by a later version of Gantry
 */
export async function migrate(
  database: Database,
  migrations: readonly SchemaMigration[] = MIGRATIONS,
): Promise<readonly string[]> {
  return database.write(async (transaction) => {
    const run = (sql: string) => database.sequelize.query(sql, { transaction });
    await database.lock('migrations', transaction);
    await run(
      'CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)',
    );
    const storage = storageIn(database, transaction);
    refuseLaterSchema(await storage.executed(), migrations);
    const umzug = new Umzug({
      migrations: migrations.map(({ name, statements }) => ({
        name,
        up: async () => {
          for (const sql of statements.flatMap((statement) => spokenTo(database, statement))) await run(sql);
        },
      })),
      storage,
      logger: undefined,
    });
    return (await umzug.up()).map(({ name }) => name);
  });
}

function spokenTo({ dialect }: Database, statement: SchemaStatement): readonly string[] {
  if (typeof statement === 'string') return [statement];
  const sql = statement[dialect];
  return sql === undefined ? [] : [sql];
}

// Umzug itself leaves out, in silence, what it does not know.
function refuseLaterSchema(executed: readonly string[], known: readonly SchemaMigration[]): void {
  const unknown = executed.find((name) => !known.some((migration) => migration.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `Expected a database of this or an earlier version of Gantry, for DATABASE_URL, but it has the migration "${unknown}"`,
    );
  }
}

// Umzug's own storage for Sequelize creates its table by `sync()`, outside any transaction.
function storageIn({ sequelize }: Database, transaction: Transaction) {
  return {
    async logMigration({ name }) {
      const sql = 'INSERT INTO migrations (name, applied_at) VALUES ($1, $2)';
      await sequelize.query(sql, { bind: [name, Date.now()], transaction });
    },
    async unlogMigration({ name }) {
      await sequelize.query('DELETE FROM migrations WHERE name = $1', { bind: [name], transaction });
    },
    async executed() {
      const sql = 'SELECT name FROM migrations ORDER BY name';
      const rows = await sequelize.query<{ name: string }>(sql, { type: QueryTypes.SELECT, transaction });
      return rows.map(({ name }) => name);
    },
  } satisfies UmzugStorage;
}
