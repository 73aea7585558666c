import assert from 'node:assert/strict';
import { readlinkSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { EvidenceFolder, type NewEvidence } from '../../src/store/evidence-folder.js';
import { timeOrderedId } from '../../src/store/time-ordered-id.js';
import { evidenceFiles, pendingIds, tempFolder } from './support/temp-store.js';

const INSTANT = new Date('2024-02-29T23:59:59.999Z');
const FILES: readonly NewEvidence[] = [
  { name: 'picture.jpg', bytes: Buffer.from('picture') },
  { name: 'crop-1.png', bytes: Buffer.from('crop') },
];

test('files lie under the UTC day of the id, byte for byte, and pending until confirmed', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const id = timeOrderedId(INSTANT);
  await evidence.put(id, FILES);
  assert.deepEqual(await evidenceFiles(dataDir), [
    `evidence/2024/02/29/${id}/crop-1.png`,
    `evidence/2024/02/29/${id}/picture.jpg`,
  ]);
  const picture = path.join(dataDir, EvidenceFolder.relativePath(id, 'picture.jpg'));
  assert.equal(await readFile(picture, 'utf8'), 'picture');
  assert.deepEqual(await pendingIds(dataDir), [id]);
  await evidence.assertPending(id);
  await evidence.confirm(id);
  assert.deepEqual(await pendingIds(dataDir), []);
  await assert.rejects(evidence.assertPending(id));
});

test('other accounts of the machine may not read evidence', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const id = timeOrderedId(INSTANT);
  await evidence.put(id, FILES);
  const picture = path.join(dataDir, EvidenceFolder.relativePath(id, 'picture.jpg'));
  for (const one of [picture, path.dirname(picture), path.join(dataDir, 'evidence')]) {
    assert.equal((await stat(one)).mode & 0o007, 0, one);
  }
});

test('what is removed leaves nothing', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const id = timeOrderedId(INSTANT);
  await evidence.put(id, FILES);
  await evidence.remove(id);
  assert.deepEqual([await evidenceFiles(dataDir), await pendingIds(dataDir)], [[], []]);
});

test('when one file fails none stays', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const id = timeOrderedId(INSTANT);
  const inTheWay = path.join(dataDir, EvidenceFolder.relativePath(id, 'crop-1.png'));
  await mkdir(inTheWay, { recursive: true });
  await assert.rejects(evidence.put(id, FILES), { code: 'EISDIR' });
  assert.deepEqual([await evidenceFiles(dataDir), await pendingIds(dataDir)], [[], []]);
});

test('after a failure the day works again', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const year = path.join(dataDir, 'evidence', '2024');
  await writeFile(year, 'in the way');
  await assert.rejects(evidence.put(timeOrderedId(INSTANT), FILES), { code: 'ENOTDIR' });
  assert.deepEqual(await pendingIds(dataDir), []);
  await rm(year);
  await evidence.put(timeOrderedId(INSTANT), FILES);
  assert.equal((await evidenceFiles(dataDir)).length, FILES.length);
});

test('only ids become part of a path', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  for (const id of ['../x', '', 'x/y', '/etc']) {
    await assert.rejects(evidence.put(id, FILES), /Expected a capture id/);
    await assert.rejects(evidence.remove(id), /Expected a capture id/);
    await assert.rejects(evidence.confirm(id), /Expected a capture id/);
  }
  assert.deepEqual(await evidenceFiles(dataDir), []);
});

test('pending ones are told by their age; strange names are let be', async (t) => {
  const { path: dataDir } = await tempFolder(t);
  const evidence = await EvidenceFolder.open(dataDir);
  const id = timeOrderedId(INSTANT);
  await evidence.put(id, FILES);
  await mkdir(path.join(dataDir, 'evidence', 'pending', 'lost+found'));
  assert.deepEqual(await evidence.pendingSince(new Date(Date.now() - 60_000)), []);
  assert.deepEqual(await evidence.pendingSince(new Date(Date.now() + 60_000)), [id]);
});

test(
  'everything between the root and a file is synced',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const { path: dataDir } = await tempFolder(t);
    const evidence = await EvidenceFolder.open(dataDir);
    const synced: string[] = [];
    const handle = await open(dataDir);
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const sync = prototype.sync;
    t.mock.method(prototype, 'sync', function (this: FileHandle) {
      synced.push(path.relative(dataDir, readlinkSync(`/proc/self/fd/${this.fd}`)));
      return sync.call(this);
    });
    const id = timeOrderedId(INSTANT);
    await evidence.put(id, FILES);
    assert.deepEqual(synced.sort(), [
      'evidence',
      'evidence/2024',
      'evidence/2024/02',
      'evidence/2024/02/29',
      `evidence/2024/02/29/${id}`,
      `evidence/pending/${id}/crop-1.png`,
      `evidence/pending/${id}/picture.jpg`,
    ]);
  },
);
