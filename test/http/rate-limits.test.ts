import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { KeyScope } from '../../src/store/contracts.js';
import { send, startApp } from '../support/app-under-test.js';

/** Two keys, called by their names. */
const keys = {
  authenticate: async (name: string) =>
    ['one', 'two'].includes(name)
      ? {
          id: name,
          name,
          scope: 'admin' as KeyScope,
          createdAt: new Date(),
          lastUsedAt: null,
          revokedAt: null,
        }
      : null,
};

async function start(t: TestContext, perKey: number, perAddress: number) {
  const app = await startApp({
    limits: { perKey, perAddress },
    trustedProxies: ['loopback'],
    store: { keys },
  });
  t.after(() => app.close());
  return {
    app,
    as: (headers: Record<string, string>, path = '/api/v1/cameras') => send(app, path, { headers }),
  };
}

test('each key has its own number of requests a minute', async (t) => {
  const { app, as } = await start(t, 2, 0);
  const one = { 'x-api-key': 'one' };
  const first = await as(one);
  assert.equal(first.status, 200);
  assert.match(String(first.headers['ratelimit-policy']), /"per-key"; q=2; w=60/);
  await as(one, '/check-license-plate/AB1/2024-01-01');
  const refused = await as(one);
  assert.equal(refused.status, 429);
  assert.equal((refused.body as { type: string }).type, 'urn:gantry:problem:rate-limited');
  assert.ok(Number(refused.headers['retry-after']) >= 1 && Number(refused.headers['retry-after']) <= 60);
  const original = await as(one, '/check-license-plate/AB1/2024-01-01');
  assert.deepEqual(original.body, { message: 'Expected at most 2 requests a minute per key' });
  assert.equal((await as({ 'x-api-key': 'two' })).status, 200);
  assert.equal((await as({})).status, 200, 'without a key there is nothing to count by');
  assert.match(await app.metrics.text(), /gantry_rate_limited_total\{limit="key"\} 2/);
});

test('each address has its own number of requests a minute, wrong keys included', async (t) => {
  const { app, as } = await start(t, 0, 2);
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (const key of ['x', 'y']) await as({ ...from('192.0.2.1'), 'x-api-key': key });
  assert.equal((await as({ ...from('192.0.2.1'), 'x-api-key': 'one' })).status, 429);
  assert.equal((await as(from('192.0.2.2'))).status, 200);
  // One customer has a whole /56 of these.
  await as(from('2001:db8:0:1::1'));
  await as(from('2001:db8:0:2::2'));
  assert.equal((await as(from('2001:db8:0:3::3'))).status, 429);
  assert.match(await app.metrics.text(), /gantry_rate_limited_total\{limit="address"\} 2/);
});

test('this machine itself has no limit, and probes have none', async (t) => {
  const { as } = await start(t, 0, 1);
  for (let times = 0; times < 3; times += 1) {
    assert.equal((await as({})).status, 200);
    assert.equal((await as({ 'x-forwarded-for': '192.0.2.1' }, '/healthz')).status, 200);
  }
});

test('who is no trusted proxy is not believed', async (t) => {
  const app = await startApp({ limits: { perKey: 0, perAddress: 1 } });
  t.after(() => app.close());
  for (let times = 0; times < 3; times += 1) {
    const { status } = await send(app, '/api/v1/cameras', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    assert.equal(status, 200);
  }
});

test('0 is no limit', async (t) => {
  const { as } = await start(t, 0, 0);
  for (let times = 0; times < 5; times += 1) {
    assert.equal((await as({ 'x-forwarded-for': '192.0.2.1', 'x-api-key': 'one' })).status, 200);
  }
});
