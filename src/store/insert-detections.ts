import type { Transaction } from 'sequelize';
import type { UnplacedDetection } from './capture-rows.js';
import type { Database } from './database.js';
import { foldLookAlikes } from './look-alikes.js';
import { Bindings, selectRow } from './rows.js';
import type { StoreParts } from './store-parts.js';

/**
 * Writes detections with what only the commit order can tell: when they become visible, and their place among all
 * events. The numbers come from a row rather than from a sequence: a sequence counts on when a transaction is rolled
 * back, and hands out 2 before 1 is committed, so that who has seen 2 would never look for 1.
 */
export async function insertDetections(
  { database, models }: Pick<StoreParts, 'database' | 'models'>,
  detections: readonly UnplacedDetection[],
  transaction: Transaction,
): Promise<void> {
  const visibleAt = await database.enterCommitOrder(transaction);
  const sql = `UPDATE counters SET value = value + $1 WHERE name = 'events' RETURNING value`;
  const { value } = await selectRow<{ value: number | string }>(database.sequelize, sql, {
    bind: [detections.length],
    transaction,
  });
  const before = Number(value) - detections.length;
  await models.detections.bulkCreate(
    detections.map((row, index) => ({ ...row, visibleAt, eventId: before + index + 1 })),
    { transaction },
  );
  await registerPlates(
    database,
    detections.map(({ plate }) => plate),
    transaction,
  );
}

/**
 * Makes plates findable by similarity. Within the commit order, since it is there that plates nobody bears any more
 * are removed.
 */
export async function registerPlates(
  { sequelize }: Database,
  plates: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const bindings = new Bindings();
  const rows = [...new Set(plates)].map((plate) => `(${bindings.list([plate, foldLookAlikes(plate)])})`);
  await sequelize.query(
    `INSERT INTO plates (plate, folded) VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`,
    {
      bind: bindings.values,
      transaction,
    },
  );
}
