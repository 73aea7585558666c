import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqlite } from '../../src/store/open-sqlite.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempStore, tempFolder } from './support/temp-store.js';

const EVER = [new Date(0), new Date('2100-01-01')] as const;

test('50 saves at once while others read: none fails, every one is seen once it is acknowledged', async (t) => {
  const folder = await tempFolder(t);
  const { captures } = await openTempStore(folder);
  const other = await openTempStore(folder);
  const plates = Array.from({ length: 50 }, (_, index) => `P${index}`);
  let saving = true;
  let reads = 0;
  const read = async () => {
    while (saving) {
      await other.captures.latestDetections(plates, ...EVER);
      reads += 1;
    }
  };
  const readers = [read(), read()];
  await Promise.all(
    plates.map(async (plate) => {
      await captures.save(newCapture([newDetection(plate), newDetection(`${plate}B`)]));
      const seen = await captures.latestDetections([plate, `${plate}B`], ...EVER);
      assert.equal(seen.length, 2, plate);
    }),
  );
  saving = false;
  await Promise.all(readers);
  assert.ok(reads > 0);
  assert.equal((await other.captures.latestDetections(plates, ...EVER)).length, plates.length);
});

test('a capture is seen with all its plates or with none', async (t) => {
  const folder = await tempFolder(t);
  const { captures } = await openTempStore(folder);
  const other = await openTempStore(folder);
  const plates = Array.from({ length: 30 }, (_, index) => `P${index}`);
  const seen = new Set<number>();
  const saving = new AbortController();
  const save = captures
    .save(newCapture(plates.map((plate) => newDetection(plate))))
    .finally(() => saving.abort());
  while (!saving.signal.aborted) {
    seen.add((await other.captures.latestDetections(plates, ...EVER)).length);
  }
  await save;
  seen.add((await other.captures.latestDetections(plates, ...EVER)).length);
  assert.deepEqual([...seen], [0, plates.length]);
});

test('a reader does not wait for a writer', async (t) => {
  const folder = await tempFolder(t);
  const { captures } = await openTempStore(folder);
  await captures.save(newCapture([newDetection('AB12')]));
  const database = await openSqlite(folder.databaseFile);
  folder.closing(() => database.close());
  // The read must end while the transaction is open: otherwise neither of them ever does.
  const seen = await database.write(async () => captures.latestDetections(['AB12'], ...EVER));
  assert.equal(seen.length, 1);
});
