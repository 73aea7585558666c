import type { Transaction } from 'sequelize';
import type { Idempotency } from './contracts.js';
import type { Database } from './database.js';
import { selectRows } from './rows.js';

/** There is a capture under the idempotency key already, so this one must not be stored. */
export class AlreadyStoredError extends Error {
  override readonly name = 'AlreadyStoredError';
}

export interface Claim {
  readonly fingerprint: string;
  readonly captureId: string;
}

/**
 * Takes an idempotency key for a capture, if the transaction is committed. Of several that try at once, by whichever
 * instance, the others wait for the first to commit or to roll back.
 * @throws {AlreadyStoredError} it is taken
 */
export async function claimKey(
  database: Database,
  idempotency: Idempotency,
  captureId: string,
  transaction: Transaction,
): Promise<void> {
  const { client, key, fingerprint } = idempotency;
  const sql = `INSERT INTO idempotency_keys (client, key, fingerprint, capture_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT (client, key) DO NOTHING`;
  await database.sequelize.query(sql, { bind: [client, key, fingerprint, captureId], transaction });
  const claim = await findClaim(database, idempotency, transaction);
  if (claim?.captureId !== captureId) throw new AlreadyStoredError('The idempotency key is taken');
}

/** Who took a key; `null`: nobody did. */
export async function findClaim(
  { sequelize }: Database,
  { client, key }: Pick<Idempotency, 'client' | 'key'>,
  transaction?: Transaction,
): Promise<Claim | null> {
  const sql = `SELECT fingerprint, capture_id AS "captureId" FROM idempotency_keys WHERE client = $1 AND key = $2`;
  const [claim] = await selectRows<Claim>(sequelize, sql, {
    bind: [client, key],
    ...(transaction === undefined ? {} : { transaction }),
  });
  return claim ?? null;
}
