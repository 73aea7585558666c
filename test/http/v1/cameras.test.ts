import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { tempFolder } from '../../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../../support/app-on-store.js';
import { send } from '../../support/app-under-test.js';
import { uploadOf } from '../../support/written-plates.js';

const PATH = '/api/v1/cameras';
const CAMERA = { id: 'a1-2', name: 'Lane 2', gantry: 'A1', lane: '2', facing: 'rear' };

const start = async (t: TestContext) => startOnStore(await tempFolder(t));
const json = (app: AppOnStore, method: string, path: string, body: unknown) =>
  send(app, path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const get = async (app: AppOnStore, path = PATH) => (await send(app, path)).body;

test('a camera is made, listed, changed and forgotten', async (t) => {
  const app = await start(t);
  assert.deepEqual(await get(app), { cameras: [] });
  const made = await json(app, 'POST', PATH, CAMERA);
  assert.equal(made.status, 201);
  assert.deepEqual(made.body, CAMERA);
  assert.equal(made.headers['location'], `${PATH}/a1-2`);
  await json(app, 'POST', PATH, { id: 'A0', name: ' Spare ' });
  const spare = { id: 'A0', name: 'Spare', gantry: null, lane: null, facing: null };
  assert.deepEqual(await get(app), { cameras: [spare, CAMERA] });

  const changed = await json(app, 'PATCH', `${PATH}/a1-2`, { lane: null, facing: 'front' });
  assert.equal(changed.status, 200);
  assert.deepEqual(changed.body, { ...CAMERA, lane: null, facing: 'front' });
  assert.deepEqual(await get(app, `${PATH}/a1-2`), changed.body);

  const removed = await send(app, `${PATH}/A0`, { method: 'DELETE' });
  assert.deepEqual([removed.status, removed.text], [204, '']);
  assert.equal((await send(app, `${PATH}/A0`)).status, 404);
});

describe('refused are', () => {
  const cases: {
    name: string;
    method: string;
    path?: string;
    body?: unknown;
    status: number;
    type: string;
  }[] = [
    { name: 'an id that is taken', method: 'POST', body: CAMERA, status: 409, type: 'conflict' },
    { name: 'no name', method: 'POST', body: { id: 'x' }, status: 400, type: 'invalid-request' },
    {
      name: 'an empty name',
      method: 'POST',
      body: { id: 'x', name: ' ' },
      status: 400,
      type: 'invalid-request',
    },
    {
      name: 'an id with a slash',
      method: 'POST',
      body: { id: 'x/y', name: 'x' },
      status: 400,
      type: 'invalid-request',
    },
    {
      name: 'an unknown field',
      method: 'POST',
      body: { id: 'x', name: 'x', colour: 'red' },
      status: 400,
      type: 'invalid-request',
    },
    {
      name: 'another facing',
      method: 'POST',
      body: { id: 'x', name: 'x', facing: 'left' },
      status: 400,
      type: 'invalid-request',
    },
    { name: 'no change', method: 'PATCH', path: '/a1-2', body: {}, status: 400, type: 'invalid-request' },
    {
      name: 'a change of the id',
      method: 'PATCH',
      path: '/a1-2',
      body: { id: 'y' },
      status: 400,
      type: 'invalid-request',
    },
    {
      name: 'a change of none',
      method: 'PATCH',
      path: '/nobody',
      body: { lane: '1' },
      status: 404,
      type: 'not-found',
    },
    { name: 'the end of none', method: 'DELETE', path: '/nobody', status: 404, type: 'not-found' },
    { name: 'the end of one with captures', method: 'DELETE', path: '/a1-2', status: 409, type: 'conflict' },
  ];
  for (const { name, method, path = '', body, status, type } of cases) {
    test(name, async (t) => {
      const app = await start(t);
      await json(app, 'POST', PATH, CAMERA);
      await send(app, '/api/v1/captures', uploadOf(['AB1'], { cameraId: 'a1-2' }));
      const answer = await json(app, method, PATH + path, body);
      assert.equal(answer.status, status, answer.text);
      assert.equal((answer.body as { type: string }).type, `urn:gantry:problem:${type}`);
      assert.deepEqual(await get(app), { cameras: [CAMERA] });
    });
  }
});
