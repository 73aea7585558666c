import { UniqueConstraintError } from 'sequelize';
import { ConflictError, NotFoundError } from '../errors.js';
import type { ApiKey, KeyScope, KeyStore } from './contracts.js';
import type { Database } from './database.js';
import { hashSecret, newSecret } from './key-secret.js';
import { instantFrom, selectRow, selectRows, type BigNumber } from './rows.js';
import { timeOrderedId } from './time-ordered-id.js';

/** The use of a key is noted this often at most: it is for people who look for keys that nobody needs any more. */
const NOTE_USE_EVERY_MS = 60_000;

const SELECT = 'SELECT id, name, scope, created_at, last_used_at, revoked_at FROM api_keys';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly scope: KeyScope;
  readonly created_at: BigNumber;
  readonly last_used_at: BigNumber | null;
  readonly revoked_at: BigNumber | null;
}

export interface KeyStoreParts {
  readonly database: Database;
  readonly now: () => Date;
  /** Told when a use could not be noted, which is no reason to refuse the client. */
  readonly warn: (message: string, cause: unknown) => void;
}

export function createKeyStore(parts: KeyStoreParts): KeyStore {
  const { sequelize } = parts.database;
  return {
    create: (key) => create(parts, key),
    list: async () => (await selectRows<Row>(sequelize, `${SELECT} ORDER BY id`)).map(keyFrom),
    revoke: (nameOrId) => revoke(parts, nameOrId),
    async authenticate(secret) {
      const [row] = await selectRows<Row>(sequelize, `${SELECT} WHERE secret_hash = $1`, {
        bind: [hashSecret(secret)],
      });
      const key = row === undefined ? null : keyFrom(row);
      if (key === null || key.revokedAt !== null) return null;
      noteUse(parts, key);
      return key;
    },
    async any() {
      const sql =
        'SELECT COUNT(*) AS count FROM (SELECT 1 FROM api_keys WHERE revoked_at IS NULL LIMIT 1) AS counted';
      const { count } = await selectRow<{ count: BigNumber }>(sequelize, sql);
      return Number(count) > 0;
    },
  };
}

async function create(
  { database, now }: KeyStoreParts,
  { name, scope }: { readonly name: string; readonly scope: KeyScope },
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  const secret = newSecret();
  const createdAt = now();
  const id = timeOrderedId(createdAt);
  const sql = 'INSERT INTO api_keys (id, name, scope, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5)';
  const bind = [id, name, scope, hashSecret(secret), createdAt.getTime()];
  try {
    await database.write((transaction) => database.sequelize.query(sql, { bind, transaction }));
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error;
    throw new ConflictError(`There is a key '${name}' in use already`);
  }
  return { key: { id, name, scope, createdAt, lastUsedAt: null, revokedAt: null }, secret };
}

async function revoke({ database, now }: KeyStoreParts, nameOrId: string): Promise<ApiKey> {
  const { sequelize } = database;
  return database.write(async (transaction) => {
    const found = await selectRows<Row>(
      sequelize,
      `${SELECT} WHERE id = $1 OR name = $1 ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 1`,
      { bind: [nameOrId], transaction },
    );
    const [row] = found;
    if (row === undefined) throw new NotFoundError(`There is no key '${nameOrId}'`);
    const sql = 'UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL';
    const revokedAt = now();
    await sequelize.query(sql, { bind: [revokedAt.getTime(), row.id], transaction });
    const key = keyFrom(row);
    return { ...key, revokedAt: key.revokedAt ?? revokedAt };
  });
}

/** Not waited for: the client's answer does not depend on it. */
function noteUse({ database, now, warn }: KeyStoreParts, { id, lastUsedAt }: ApiKey): void {
  const usedAt = now().getTime();
  const before = usedAt - NOTE_USE_EVERY_MS;
  if (lastUsedAt !== null && lastUsedAt.getTime() > before) return;
  const sql =
    'UPDATE api_keys SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)';
  database
    .write((transaction) => database.sequelize.query(sql, { bind: [usedAt, id, before], transaction }))
    .catch((error: unknown) => warn('The use of a key could not be noted', error));
}

function keyFrom(row: Row): ApiKey {
  const { id, name, scope, created_at: createdAt, last_used_at: lastUsedAt, revoked_at: revokedAt } = row;
  return {
    id,
    name,
    scope,
    createdAt: instantFrom(createdAt),
    lastUsedAt: lastUsedAt === null ? null : instantFrom(lastUsedAt),
    revokedAt: revokedAt === null ? null : instantFrom(revokedAt),
  };
}
