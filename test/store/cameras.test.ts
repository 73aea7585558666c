import assert from 'node:assert/strict';
import { ConflictError, NotFoundError, UnknownCameraError } from '../../src/errors.js';
import { newCapture } from './support/new-capture.js';
import { openTempStore, testOnBoth } from './support/temp-store.js';

const CAMERA = { id: 'lane-1', name: 'Lane 1', gantry: 'north', lane: '1', facing: 'front' } as const;

testOnBoth('cameras are made, changed, listed, removed', async (_, folder) => {
  const { cameras } = await openTempStore(folder);
  const other = { ...CAMERA, id: 'lane-0', gantry: null, lane: null, facing: null };
  assert.deepEqual(await cameras.create(CAMERA), CAMERA);
  await cameras.create(other);
  assert.deepEqual(await cameras.list(), [other, CAMERA]);
  const changed = { ...CAMERA, lane: null, facing: 'rear' };
  assert.deepEqual(await cameras.update('lane-1', { lane: null, facing: 'rear', name: undefined }), changed);
  assert.deepEqual(await cameras.get('lane-1'), changed);
  await cameras.remove('lane-1');
  assert.equal(await cameras.get('lane-1'), null);
  assert.deepEqual(await cameras.list(), [other]);
});

testOnBoth('what cannot be done to cameras is refused', async (_, folder) => {
  const { cameras, captures } = await openTempStore(folder);
  await cameras.create(CAMERA);
  await captures.save(newCapture([], { cameraId: CAMERA.id }));
  await assert.rejects(cameras.create(CAMERA), ConflictError);
  await assert.rejects(cameras.remove(CAMERA.id), ConflictError);
  await assert.rejects(cameras.remove('none'), NotFoundError);
  await assert.rejects(cameras.update('none', { name: 'x' }), NotFoundError);
  await assert.rejects(captures.save(newCapture([], { cameraId: 'none' })), UnknownCameraError);
  assert.deepEqual(await cameras.list(), [CAMERA]);
});
