import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tempFolder } from '../store/support/temp-store.js';
import { startOnStore } from '../support/app-on-store.js';
import { send, startApp } from '../support/app-under-test.js';
import { uploadOf } from '../support/written-plates.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an X-Request-Id that came', () => {
  const kept = [
    '0193a1c0-7a10-7c2e-8d53-2f1f0d6b9a41',
    '01HZX3V7Q4M8E5T9W2K6R1B0NC',
    '4bf92f3577b34da6a3ce929d0e0e4736',
  ];
  const replaced = [
    'AB1234CD',
    'ZG-1234-AB',
    'x'.repeat(65),
    'nothing-of-a-machine-is-in-it',
    '0193a1c0-7a10-7c2e-8d53 {"a":1}',
    'gantry_0193a1c0-7a10-7c2e-8d53-2f1f0d6b9a41',
  ];
  for (const id of [...kept, ...replaced]) {
    test(`${id} is ${kept.includes(id) ? 'kept' : 'replaced'}`, async (t) => {
      const app = await startApp();
      t.after(() => app.close());
      const { headers } = await send(app, '/api/v1/x', { headers: { 'x-request-id': id } });
      if (kept.includes(id)) assert.equal(headers['x-request-id'], id);
      else assert.match(String(headers['x-request-id']), UUID);
      assert.equal(app.lines[0]?.['requestId'], headers['x-request-id']);
    });
  }
});

test('neither plates nor keys get into the log, whatever happens', async (t) => {
  const app = await startOnStore(await tempFolder(t), { open: 'until-keys' });
  const { secret } = await app.store.keys.create({ name: 'office', scope: 'admin' });
  const key = { 'x-api-key': secret };
  const PLATE = 'QX77SECRET';
  const upload = uploadOf([PLATE]);
  const headers = { ...upload.headers, ...key, 'idempotency-key': PLATE };
  await send(app, '/api/v1/captures', { ...upload, headers });
  await send(app, '/api/v1/captures', { ...uploadOf(['OTHER1']), headers });
  await send(app, '/upload-camera-image', { ...upload, headers: { ...upload.headers, ...key } });
  await send(app, `/check-license-plate/${PLATE}/2024-01-01`, { headers: key });
  await send(app, `/check-license-plate/${PLATE}/never`, { headers: key });
  await send(app, `/api/v1/detections?plate=${PLATE}`, { headers: key });
  await send(app, `/api/v1/detections?plates=${PLATE}`, { headers: key });
  await send(app, `/api/v1/captures/${PLATE}`, { headers: key });
  await send(app, `/${PLATE}`, { headers: key });
  await send(app, '/api/v1/cameras', { headers: { authorization: `Bearer ${secret}x` } });
  await app.store.close();
  // Now every query fails, and the faults are logged.
  await send(app, `/check-license-plate/${PLATE}/2024-01-01`, { headers: key });
  await send(app, `/api/v1/detections?plate=${PLATE}`, { headers: key });
  const text = JSON.stringify(app.lines);
  assert.ok(app.lines.length >= 12);
  assert.match(text, /request failed/);
  assert.doesNotMatch(text, new RegExp(PLATE));
  assert.ok(!text.includes(secret), 'the key');
  assert.match(text, /"key":"office"/, "the key's name is no secret");
});

test('a key within the words of a fault is blotted out', async (t) => {
  const secret = `gantry_${'x'.repeat(32)}`;
  const app = await startApp({
    store: {
      cameras: { list: () => Promise.reject(new Error(`bad key ${secret}`, { cause: new Error(secret) })) },
    },
  });
  t.after(() => app.close());
  assert.equal((await send(app, '/api/v1/cameras')).status, 500);
  const text = JSON.stringify(app.lines);
  assert.match(text, /bad key gantry_\*\*\*/);
  assert.ok(!text.includes(secret));
});
