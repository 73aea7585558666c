import { ForeignKeyConstraintError } from 'sequelize';
import { IdempotencyKeyReusedError, UnknownCameraError } from '../errors.js';
import { captureRecord, presentCapture, storedCapture, type CaptureRecord } from './capture-rows.js';
import type { CaptureStore, Idempotency, NewCapture, StoredCapture } from './contracts.js';
import { AlreadyStoredError, claimKey, findClaim } from './idempotency.js';
import { insertDetections } from './insert-detections.js';
import { latestDetections } from './latest-detections.js';
import { captureLock, settleEvidence } from './settle-evidence.js';
import type { StoreParts } from './store-parts.js';

export function createCaptureStore(parts: StoreParts): CaptureStore {
  return {
    save: (capture) => save(parts, capture),
    replay: (idempotency) => replay(parts, idempotency),
    get: (id) => readCapture(parts, id, presentCapture),
    picture: (captureId) => picture(parts, captureId),
    latestDetections: (plates, from) => latestDetections(parts.database, plates, from),
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
    await insert(parts, record, capture.idempotency);
  } catch (error) {
    // A commit that failed may have happened nevertheless, so the database is asked. If it cannot answer, the
    // evidence stays pending until it can.
    const fate = await settleEvidence(parts, id).catch(() => 'unknown' as const);
    if (fate === 'kept') return storedCapture(record.capture, record.detections);
    if (error instanceof AlreadyStoredError && capture.idempotency !== null) {
      const first = await replay(parts, capture.idempotency);
      if (first !== null) return first;
    }
    throw explained(error, capture);
  }
  // Whatever goes wrong here, the capture is stored; the sweep confirms it later.
  await parts.evidence.confirm(id).catch(() => undefined);
  return storedCapture(record.capture, record.detections);
}

async function insert(
  { database, models, evidence }: StoreParts,
  { capture, detections }: CaptureRecord,
  idempotency: Idempotency | null,
): Promise<void> {
  await database.write(async (transaction) => {
    await database.lock(captureLock(capture.id), transaction);
    // A process that was suspended for longer than the sweep waits finds its files gone.
    await evidence.assertPending(capture.id);
    await models.captures.create(capture, { transaction });
    if (idempotency !== null) await claimKey(database, idempotency, capture.id, transaction);
    if (detections.length > 0) await insertDetections({ database, models }, detections, transaction);
  });
}

function explained(error: unknown, { cameraId }: NewCapture): unknown {
  return error instanceof ForeignKeyConstraintError && cameraId !== null
    ? new UnknownCameraError(`Expected the id of a camera, for cameraId, but received '${cameraId}'`)
    : error;
}

async function replay(parts: StoreParts, idempotency: Idempotency): Promise<StoredCapture | null> {
  const claim = await findClaim(parts.database, idempotency);
  if (claim === null) return null;
  if (claim.fingerprint !== idempotency.fingerprint) {
    throw new IdempotencyKeyReusedError(
      `The idempotency key '${idempotency.key}' was used before with another picture or other fields`,
    );
  }
  return readCapture(parts, claim.captureId, storedCapture);
}

async function readCapture(
  { models }: StoreParts,
  id: string,
  show: typeof storedCapture,
): Promise<StoredCapture | null> {
  const capture = await models.captures.findByPk(id);
  if (capture === null) return null;
  const detections = await models.detections.findAll({ where: { captureId: id }, order: ['position'] });
  return show(
    capture.get(),
    detections.map((row) => row.get()),
  );
}

async function picture({ models, evidence }: StoreParts, captureId: string) {
  const row = await models.captures.findByPk(captureId, { attributes: ['imagePath', 'imageMediaType'] });
  return row === null ? null : evidence.read(row.get().imagePath, row.get().imageMediaType);
}
