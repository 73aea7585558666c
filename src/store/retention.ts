import { setTimeout as sleep } from 'node:timers/promises';
import { Bindings, selectRows } from './rows.js';
import type { Warn } from './settle-evidence.js';
import type { StoreParts } from './store-parts.js';
import { firstIdOf } from './time-ordered-id.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** So few that uploads hardly notice; the pause is theirs. */
const CAPTURES_AT_ONCE = 200;
const PAUSE_MS = 20;

/** Days that something is kept after its capture arrived; 0: for ever. */
export interface Retention {
  /** Pictures and crops. */
  readonly imageDays: number;
  /** Captures with all that belongs to them, their pictures included. */
  readonly detectionDays: number;
}

/**
 * Removes what is older than it may be. Whole days of UTC go at once, so something stays up to a day longer. Never
 * rejects: what could not be removed now is tried again next time.
 */
export async function expire(
  parts: StoreParts,
  { imageDays, detectionDays }: Retention,
  now: Date,
  options: { readonly signal: AbortSignal; readonly warn: Warn },
): Promise<void> {
  const [images, captures] = [imageDays, detectionDays].map((days) => startOfKept(days, now));
  try {
    // Rows first: a row whose picture is gone is a claim without proof.
    if (captures !== undefined) await removeCaptures(parts, captures, options.signal);
    const evidence = Math.max(images?.getTime() ?? -Infinity, captures?.getTime() ?? -Infinity);
    if (evidence > -Infinity && !options.signal.aborted)
      await parts.evidence.removeBefore(new Date(evidence));
  } catch (error) {
    options.warn('What is past its retention could not be removed', error);
  }
}

/** The start of the first day that is kept; `undefined`: all are. */
function startOfKept(days: number, now: Date): Date | undefined {
  if (days === 0) return undefined;
  return new Date(Math.floor((now.getTime() - days * DAY_MS) / DAY_MS) * DAY_MS);
}

async function removeCaptures(parts: StoreParts, before: Date, signal: AbortSignal): Promise<void> {
  const sql = `SELECT id FROM captures WHERE id < $1 ORDER BY id LIMIT ${CAPTURES_AT_ONCE}`;
  while (!signal.aborted) {
    const rows = await selectRows<{ id: string }>(parts.database.sequelize, sql, {
      bind: [firstIdOf(before)],
    });
    if (rows.length === 0) return;
    await removeSome(
      parts,
      rows.map(({ id }) => id),
    );
    await sleep(PAUSE_MS);
  }
}

/** Detections, reviews and idempotency keys go with their captures; a plate that nobody bears any more goes, too. */
async function removeSome({ database }: StoreParts, captureIds: readonly string[]): Promise<void> {
  const { sequelize } = database;
  const ids = new Bindings();
  const captures = ids.list(captureIds);
  await database.write(async (transaction) => {
    // A save registers its plates there: none is taken away between its plate and its detection.
    await database.enterCommitOrder(transaction);
    const sql = `SELECT DISTINCT plate FROM detections WHERE capture_id IN (${captures})`;
    const rows = await selectRows<{ plate: string }>(sequelize, sql, { bind: ids.values, transaction });
    await sequelize.query(`DELETE FROM captures WHERE id IN (${captures})`, {
      bind: ids.values,
      transaction,
    });
    if (rows.length === 0) return;
    const plates = new Bindings();
    const gone = plates.list(rows.map(({ plate }) => plate));
    await sequelize.query(
      `DELETE FROM plates WHERE plate IN (${gone})
        AND NOT EXISTS (SELECT 1 FROM detections WHERE detections.plate = plates.plate)`,
      { bind: plates.values, transaction },
    );
  });
}
