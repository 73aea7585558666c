import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { sweepLeftovers } from '../../src/store/settle-evidence.js';
import type { StoreParts } from '../../src/store/store-parts.js';
import { runSaveProgram } from './support/save-program.js';
import {
  evidenceFiles,
  openTempParts,
  pendingIds,
  tempFolder,
  type TempFolder,
} from './support/temp-store.js';

const FILES_PER_CAPTURE = 2;

/** Every row has its evidence, byte for byte. Resolves with the plates that are stored. */
async function checkRows({ models }: StoreParts, folder: TempFolder): Promise<readonly string[]> {
  const captures = (await models.captures.findAll()).map((row) => row.get());
  for (const { imagePath, imageSha256 } of captures) {
    const picture = await readFile(path.join(folder.path, imagePath));
    assert.equal(createHash('sha256').update(picture).digest('hex'), imageSha256);
  }
  const detections = (await models.detections.findAll()).map((row) => row.get());
  for (const { cropPath } of detections) await access(path.join(folder.path, cropPath));
  assert.equal(detections.length, captures.length);
  return detections.map(({ plate }) => plate);
}

test('a process that is killed while saving loses nothing that it acknowledged', async (t) => {
  const folder = await tempFolder(t);
  const acknowledged: string[] = [];
  for (const [round, killAt] of [1, 17, 40].entries()) {
    const end = await runSaveProgram(folder, {
      prefix: `R${round}N`,
      count: 100_000,
      pictureBytes: 200_000,
      onAcknowledged: ({ length }, child) => length === killAt && child.kill('SIGKILL'),
    });
    assert.equal(end.signal, 'SIGKILL', end.errors);
    acknowledged.push(...end.acknowledged);
  }
  const parts = await openTempParts(folder);
  const stored = new Set(await checkRows(parts, folder));
  assert.deepEqual(
    acknowledged.filter((plate) => !stored.has(plate)),
    [],
  );
  await sweepLeftovers(parts, new Date(Date.now() + 60_000), (message) => assert.fail(message));
  assert.equal((await checkRows(parts, folder)).length, stored.size);
  assert.equal((await evidenceFiles(folder.path)).length, stored.size * FILES_PER_CAPTURE);
  assert.deepEqual(await pendingIds(folder.path), []);
});

test('two processes that open a new store and save at once', async (t) => {
  const folder = await tempFolder(t);
  const program = { count: 40, pictureBytes: 1000 };
  const ends = await Promise.all(['A', 'B'].map((prefix) => runSaveProgram(folder, { prefix, ...program })));
  for (const { exitCode, errors } of ends) assert.deepEqual([exitCode, errors], [0, '']);
  const stored = await checkRows(await openTempParts(folder), folder);
  assert.deepEqual([...stored].sort(), ends.flatMap((end) => end.acknowledged).sort());
  assert.equal(stored.length, 2 * program.count);
  assert.deepEqual(await pendingIds(folder.path), []);
});

test('a picture that the system refuses to write fails, and leaves nothing', async (t) => {
  const folder = await tempFolder(t);
  const program = { prefix: 'P', count: 3, pictureBytes: 4_000_000 };
  // 2,048 blocks, of 512 or 1,024 bytes as the shell has it: room for the database, not for a picture.
  const end = await runSaveProgram(folder, { ...program, fileSizeLimit: 2048 });
  assert.equal(end.errors, 'EFBIG\n'.repeat(program.count));
  assert.deepEqual([end.acknowledged, end.exitCode], [[], 1]);
  assert.deepEqual(await checkRows(await openTempParts(folder), folder), []);
  assert.deepEqual([await evidenceFiles(folder.path), await pendingIds(folder.path)], [[], []]);
});
