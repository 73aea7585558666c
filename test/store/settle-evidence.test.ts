import assert from 'node:assert/strict';
import { captureRecord } from '../../src/store/capture-rows.js';
import { sweepLeftovers } from '../../src/store/settle-evidence.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { evidenceFiles, openTempParts, pendingIds, testOnBoth } from './support/temp-store.js';

const later = () => new Date(Date.now() + 60_000);
const unexpected = (message: string, cause: unknown) => assert.fail(`${message}: ${String(cause)}`);

testOnBoth('what died before its rows were written is removed', async (_, folder) => {
  const parts = await openTempParts(folder);
  const { capture, files } = captureRecord(newCapture([newDetection('AB12')]));
  await parts.evidence.put(capture.id, files);
  await sweepLeftovers(parts, later(), unexpected);
  assert.deepEqual([await evidenceFiles(folder.path), await pendingIds(folder.path)], [[], []]);
});

testOnBoth('what died after its rows were written is kept', async (_, folder) => {
  const parts = await openTempParts(folder);
  const { capture, files } = captureRecord(newCapture([newDetection('AB12')]));
  await parts.evidence.put(capture.id, files);
  await parts.database.write((transaction) => parts.models.captures.create(capture, { transaction }));
  await sweepLeftovers(parts, later(), unexpected);
  assert.equal((await evidenceFiles(folder.path)).length, files.length);
  assert.deepEqual(await pendingIds(folder.path), []);
});

testOnBoth('what may still be in the making is left alone', async (_, folder) => {
  const parts = await openTempParts(folder);
  const { capture, files } = captureRecord(newCapture([newDetection('AB12')]));
  await parts.evidence.put(capture.id, files);
  await sweepLeftovers(parts, new Date(Date.now() - 60_000), unexpected);
  assert.equal((await evidenceFiles(folder.path)).length, files.length);
});

testOnBoth('one that cannot be settled is reported and does not hold up the others', async (_, folder) => {
  const parts = await openTempParts(folder);
  const records = ['AB12', 'CD34'].map((text) => captureRecord(newCapture([newDetection(text)])));
  for (const { capture, files } of records) await parts.evidence.put(capture.id, files);
  let failures = 1;
  const write: typeof parts.database.write = async (work) => {
    if (failures-- > 0) throw new Error('the disk is gone');
    return parts.database.write(work);
  };
  const warnings: string[] = [];
  await sweepLeftovers({ ...parts, database: { ...parts.database, write } }, later(), (message, cause) =>
    warnings.push(`${message}: ${String(cause)}`),
  );
  const [stuck] = await pendingIds(folder.path);
  assert.deepEqual(warnings, [
    `Pending evidence of the capture ${stuck} could not be settled: Error: the disk is gone`,
  ]);
  assert.equal((await pendingIds(folder.path)).length, 1);
});
