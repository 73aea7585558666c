import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openParts } from '../../src/store/open-store.js';
import { selectRows } from '../../src/store/rows.js';
import { sweepLeftovers } from '../../src/store/settle-evidence.js';
import type { Sent } from './upload-storm.js';

export interface StoreAt {
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/**
 * That everything acknowledged is stored, once, with its evidence, and that nothing else is: neither rows nor files nor
 * a gap among the events.
 * @param sent all that was ever sent, each acknowledged in the end
 */
export async function assertStoredOnce(at: StoreAt, sent: readonly Sent[]): Promise<void> {
  const warn = (message: string, cause: unknown) => assert.fail(`${message}: ${String(cause)}`);
  const { database, evidence, models } = await openParts({ ...at, warn });
  try {
    await sweepLeftovers({ database, evidence, models }, new Date(Date.now() + 60_000), warn);
    const captures = (await models.captures.findAll()).map((row) => row.get());
    const detections = (await models.detections.findAll({ order: ['eventId'] })).map((row) => row.get());
    assert.deepEqual(
      captures.map(({ id }) => id).sort(),
      sent.map(({ captureId }) => captureId ?? '').sort(),
    );
    const digests = new Map(sent.map(({ captureId, picture }) => [captureId, picture.sha256]));
    for (const { id, imagePath } of captures) {
      const picture = await readFile(path.join(at.dataDir, imagePath));
      assert.equal(createHash('sha256').update(picture).digest('hex'), digests.get(id));
    }
    const keys = await selectRows<{ key: string }>(database.sequelize, 'SELECT key FROM idempotency_keys');
    assert.deepEqual(keys.map(({ key }) => key).sort(), sent.map(({ key }) => key).sort());
    assert.deepEqual(
      detections.map(({ eventId }) => eventId),
      detections.map((_, index) => index + 1),
    );
    assert.equal(
      captures.reduce((sum, { plateCount }) => sum + plateCount, 0),
      detections.length,
    );
    const expected = [
      ...captures.map(({ imagePath }) => imagePath),
      ...detections.map(({ cropPath }) => cropPath),
    ];
    assert.deepEqual(await filesBelow(at.dataDir), expected.sort());
    assert.deepEqual(await readdir(path.join(at.dataDir, 'evidence', 'pending')), []);
  } finally {
    await database.close();
  }
}

async function filesBelow(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(dataDir, 'evidence'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))
    .sort();
}
