import type { CaptureStore, NewCapture, StoredCapture } from './contracts.js';
import { captureRecord, storedCapture, type CaptureRecord } from './capture-rows.js';
import { latestDetections } from './latest-detections.js';
import { settleEvidence } from './settle-evidence.js';
import type { StoreParts } from './store-parts.js';

export function createCaptureStore(parts: StoreParts): CaptureStore {
  return {
    save: (capture) => save(parts, capture),
    latestDetections: (plates, from, to) => latestDetections(parts.database.sequelize, plates, from, to),
  };
}

/**
 * Files first, rows second: a row whose files a power cut took would be a claim without proof, files without a row
 * are waste that the next sweep finds.
 */
async function save(parts: StoreParts, capture: NewCapture): Promise<StoredCapture> {
  const record = captureRecord(capture);
  const { id } = record.capture;
  await parts.evidence.put(id, record.files);
  try {
    await insert(parts, record);
  } catch (error) {
    // A commit that failed may have happened nevertheless, so the database is asked. If it cannot answer, the
    // evidence stays pending until it can.
    const fate = await settleEvidence(parts, id).catch(() => 'unknown' as const);
    if (fate !== 'kept') throw error;
    return storedCapture(record);
  }
  // Whatever goes wrong here, the capture is stored; the sweep confirms it later.
  await parts.evidence.confirm(id).catch(() => undefined);
  return storedCapture(record);
}

async function insert({ database, models, evidence }: StoreParts, record: CaptureRecord): Promise<void> {
  await database.write(async (transaction) => {
    // A process that was suspended for longer than the sweep waits finds its files gone.
    await evidence.assertPending(record.capture.id);
    await models.captures.create(record.capture, { transaction });
    await models.detections.bulkCreate(record.detections, { transaction });
  });
}
