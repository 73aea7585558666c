import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import sqlite3 from 'sqlite3';
import { newCapture, newDetection } from './support/new-capture.js';
import { evidenceFiles, openTempParts, openTempStore, tempFolder } from './support/temp-store.js';

function vacuumInto(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(from);
    database.run('VACUUM INTO ?', to, (failed: Error | null) => {
      database.close((error) => ((failed ?? error) ? reject(failed ?? error ?? new Error()) : resolve()));
    });
  });
}

test('a backup made in the documented order, while captures are stored, is whole', async (t) => {
  const folder = await tempFolder(t);
  const copy = await tempFolder(t);
  const { captures } = await openTempStore(folder);
  const save = (text: string) => captures.save(newCapture([newDetection(text)]));
  await save('BEFORE');
  const during = Array.from({ length: 20 }, (_, index) => save(`DURING${index}`));
  await vacuumInto(folder.databaseFile, copy.databaseFile);
  await Promise.all(during);
  await cp(path.join(folder.path, 'evidence'), path.join(copy.path, 'evidence'), { recursive: true });

  const { models } = await openTempParts(copy);
  const copied = new Set(await evidenceFiles(copy.path));
  const rows = await models.detections.findAll();
  assert.ok(rows.some((row) => row.get('plate') === 'BEFORE'));
  for (const row of rows) assert.ok(copied.has(row.get('cropPath') as string));
  for (const row of await models.captures.findAll()) assert.ok(copied.has(row.get('imagePath') as string));
});
