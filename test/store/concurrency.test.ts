import assert from 'node:assert/strict';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempParts, openTempStore, testOnBoth } from './support/temp-store.js';

const EVER = new Date(0);

testOnBoth(
  '50 saves at once while others read: none fails, every one is seen once it is acknowledged',
  async (_, folder) => {
    const { captures } = await openTempStore(folder);
    const other = await openTempStore(folder);
    const plates = Array.from({ length: 50 }, (_, index) => `P${index}`);
    let saving = true;
    let reads = 0;
    const read = async () => {
      while (saving) {
        await other.captures.latestDetections(plates, EVER);
        reads += 1;
      }
    };
    const readers = [read(), read()];
    await Promise.all(
      plates.map(async (plate) => {
        await captures.save(newCapture([newDetection(plate), newDetection(`${plate}B`)]));
        const seen = await captures.latestDetections([plate, `${plate}B`], EVER);
        assert.equal(seen.length, 2, plate);
      }),
    );
    saving = false;
    await Promise.all(readers);
    assert.ok(reads > 0);
    assert.equal((await other.captures.latestDetections(plates, EVER)).length, plates.length);
  },
);

testOnBoth('a capture is seen with all its plates or with none', async (_, folder) => {
  const { captures } = await openTempStore(folder);
  const other = await openTempStore(folder);
  const plates = Array.from({ length: 30 }, (_, index) => `P${index}`);
  const seen = new Set<number>();
  const saving = new AbortController();
  const save = captures
    .save(newCapture(plates.map((plate) => newDetection(plate))))
    .finally(() => saving.abort());
  while (!saving.signal.aborted) {
    seen.add((await other.captures.latestDetections(plates, EVER)).length);
  }
  await save;
  seen.add((await other.captures.latestDetections(plates, EVER)).length);
  assert.deepEqual([...seen], [0, plates.length]);
});

testOnBoth('a reader does not wait for a writer', async (_, folder) => {
  const { captures } = await openTempStore(folder);
  await captures.save(newCapture([newDetection('AB12')]));
  const { database } = await openTempParts(folder);
  // The read must end while the transaction is open: otherwise neither of them ever does.
  const seen = await database.write(async () => captures.latestDetections(['AB12'], EVER));
  assert.equal(seen.length, 1);
});
