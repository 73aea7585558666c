import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCaptureStore } from '../../src/store/capture-store.js';
import { expire, type Retention } from '../../src/store/retention.js';
import { selectRows } from '../../src/store/rows.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { evidenceFiles, openTempParts, testOnBoth, type TempFolder } from './support/temp-store.js';

const NOW = new Date('2024-03-10T12:00:00Z');
const warn = (message: string, cause: unknown) => assert.fail(`${message}: ${String(cause)}`);
const signal = new AbortController().signal;

/** One capture a day, at noon, from the 1st of March to the 10th: plate P1 to P10, and SAME on each. */
async function fill(folder: TempFolder) {
  const parts = await openTempParts(folder);
  const store = createCaptureStore(parts);
  for (let day = 1; day <= 10; day += 1) {
    const receivedAt = new Date(Date.UTC(2024, 2, day, 12));
    const detections = [newDetection(`P${day}`), newDetection('SAME')];
    // The camera's clock has no part in it.
    const capturedAt = new Date(Date.UTC(2024, 2, 11 - day));
    const idempotency = { client: '', key: `day ${day}`, fingerprint: '' };
    await store.save(newCapture(detections, { receivedAt, capturedAt, idempotency }));
  }
  const count = async (table: string) =>
    (await selectRows(parts.database.sequelize, `SELECT 1 AS one FROM ${table}`)).length;
  return { parts, count, expire: (retention: Retention) => expire(parts, retention, NOW, { signal, warn }) };
}

async function daysWithEvidence(folder: TempFolder): Promise<readonly string[]> {
  const days = (await evidenceFiles(folder.path)).map((file) => file.split('/').slice(1, 4).join('/'));
  return [...new Set(days)];
}

testOnBoth('without a limit everything stays', async (_, folder) => {
  const store = await fill(folder);
  await store.expire({ imageDays: 0, detectionDays: 0 });
  assert.equal(await store.count('captures'), 10);
  assert.equal((await daysWithEvidence(folder)).length, 10);
});

testOnBoth('pictures go after their days, rows stay', async (_, folder) => {
  const store = await fill(folder);
  await store.expire({ imageDays: 3, detectionDays: 0 });
  assert.deepEqual(await daysWithEvidence(folder), ['2024/03/07', '2024/03/08', '2024/03/09', '2024/03/10']);
  assert.deepEqual([await store.count('captures'), await store.count('detections')], [10, 20]);
});

testOnBoth(
  'captures go with all that belongs to them, pictures and plates nobody bears any more',
  async (_, folder) => {
    const store = await fill(folder);
    await store.expire({ imageDays: 0, detectionDays: 8 });
    assert.deepEqual([await store.count('captures'), await store.count('detections')], [9, 18]);
    assert.deepEqual([await store.count('idempotency_keys'), await store.count('plates')], [9, 10]);
    const plates = await selectRows(
      store.parts.database.sequelize,
      `SELECT plate FROM plates WHERE plate IN ('P1', 'SAME')`,
    );
    assert.deepEqual(plates, [{ plate: 'SAME' }]);
    assert.equal((await daysWithEvidence(folder))[0], '2024/03/02');
    await store.expire({ imageDays: 30, detectionDays: 1 });
    assert.deepEqual(await daysWithEvidence(folder), ['2024/03/09', '2024/03/10']);
    assert.equal(await store.count('captures'), 2);
  },
);

testOnBoth('what is not evidence of a day stays, years before go', async (_, folder) => {
  const store = await fill(folder);
  const evidence = path.join(folder.path, 'evidence');
  for (const name of ['2023/12/31', '2022/01', 'notes/01/01', 'pending/x']) {
    await mkdir(path.join(evidence, name), { recursive: true });
  }
  await writeFile(path.join(evidence, '2023/12/31/x'), '');
  await store.expire({ imageDays: 1, detectionDays: 0 });
  assert.deepEqual(await readdir(path.join(evidence, '2023/12')), []);
  assert.deepEqual((await readdir(evidence)).sort(), ['2022', '2023', '2024', 'notes', 'pending']);
  assert.deepEqual(await readdir(path.join(evidence, 'pending')), ['x']);
});
