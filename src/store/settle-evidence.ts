import type { StoreParts } from './store-parts.js';

/** The name of the lock under which a capture is stored or its evidence is given up. */
export function captureLock(captureId: string): string {
  return `capture ${captureId}`;
}

/**
 * Decides over evidence whose capture may or may not have been stored: kept if the database holds the capture,
 * removed if not. Happens under the capture's lock, so that no other process can be just storing it.
 */
export function settleEvidence(
  { database, models, evidence }: StoreParts,
  captureId: string,
): Promise<'kept' | 'removed'> {
  return database.write(async (transaction) => {
    await database.lock(captureLock(captureId), transaction);
    const capture = await models.captures.findByPk(captureId, { attributes: ['id'], transaction });
    if (capture === null) {
      await evidence.remove(captureId);
      return 'removed';
    }
    await evidence.confirm(captureId);
    return 'kept';
  });
}

/** Told of faults that concern no caller. */
export type Warn = (message: string, cause: unknown) => void;

/**
 * Settles what a crash left: evidence pending since an instant or longer. What became pending later may be that of a
 * capture which another process is storing right now. Never rejects, since leftovers cost space and nothing else.
 */
export async function sweepLeftovers(parts: StoreParts, pendingSince: Date, warn: Warn): Promise<void> {
  const sweep = async () => {
    for (const captureId of await parts.evidence.pendingSince(pendingSince)) {
      await settleEvidence(parts, captureId).catch((error: unknown) =>
        warn(`Pending evidence of the capture ${captureId} could not be settled`, error),
      );
    }
  };
  await sweep().catch((error: unknown) => warn('Pending evidence could not be listed', error));
}
