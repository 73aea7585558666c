import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test, type TestContext } from 'node:test';
import { createAdmission } from '../../src/http/admission.js';
import { operationsOf } from '../../src/http/app.js';
import { createListeners } from '../../src/http/listeners.js';
import { createMetrics } from '../../src/metrics.js';
import type { KeyScope } from '../../src/store/contracts.js';
import { tempFolder } from '../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../support/app-on-store.js';
import { captureOf, send } from '../support/app-under-test.js';
import { emptyStore } from '../support/empty-store.js';
import { memoryLog } from '../support/memory-log.js';
import { uploadOf } from '../support/written-plates.js';

const SCOPES = ['camera', 'backoffice', 'reviewer', 'admin'] as const;
const UPLOADERS = ['camera', 'admin'] as const;
const READERS = ['backoffice', 'reviewer', 'admin'] as const;
const REVIEWERS = ['reviewer', 'admin'] as const;
const ADMINS = ['admin'] as const;
const ID = '0176bae0-8218-7000-8000-000000000000';

/** Who may do what: by operation, an address of it, and the scopes whose keys may; `anybody` needs no key. */
const ACCESS: Readonly<Record<string, readonly [call: string, who: readonly KeyScope[] | 'anybody']>> = {
  uploadCameraImage: ['POST /upload-camera-image', UPLOADERS],
  checkLicensePlate: ['GET /check-license-plate/AB1/2024-01-01', READERS],
  createCapture: ['POST /api/v1/captures', UPLOADERS],
  getCapture: [`GET /api/v1/captures/${ID}`, READERS],
  getCaptureImage: [`GET /api/v1/captures/${ID}/image`, READERS],
  listDetections: ['GET /api/v1/detections', READERS],
  getDetection: [`GET /api/v1/detections/${ID}`, READERS],
  reviewDetection: [`PATCH /api/v1/detections/${ID}`, REVIEWERS],
  listReviews: [`GET /api/v1/detections/${ID}/reviews`, READERS],
  getDetectionCrop: [`GET /api/v1/detections/${ID}/crop`, READERS],
  listCameras: ['GET /api/v1/cameras', READERS],
  createCamera: ['POST /api/v1/cameras', ADMINS],
  getCamera: ['GET /api/v1/cameras/c1', READERS],
  changeCamera: ['PATCH /api/v1/cameras/c1', ADMINS],
  removeCamera: ['DELETE /api/v1/cameras/c1', ADMINS],
  getStatistics: ['GET /api/v1/stats', READERS],
  followEvents: ['GET /api/v1/events', READERS],
  getMetrics: ['GET /metrics', SCOPES],
  getHealth: ['GET /healthz', 'anybody'],
  getReadiness: ['GET /readyz', 'anybody'],
  getDocument: ['GET /openapi.json', 'anybody'],
  getPage: ['GET /docs', 'anybody'],
  getAsset: ['GET /docs/swagger-ui.css', 'anybody'],
};

/** The status alone: events would not end. */
function statusOf(url: string, call: string, headers: Record<string, string> = {}): Promise<number> {
  const [method = '', path = ''] = call.split(' ');
  return new Promise((resolve, reject) => {
    const outgoing = request(url + path, { method, headers, agent: false }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}

test('the table of access has every operation, and no other', () => {
  const operations = operationsOf({
    recordCapture: async () => captureOf(),
    uploads: createAdmission(1),
    listeners: createListeners(1),
    metrics: createMetrics(),
    open: 'never',
    limits: { perKey: 0, perAddress: 0 },
    trustedProxies: [],
    maxUploadBytes: 1,
    heartbeatMs: 1000,
    draining: () => false,
    livingRecognizers: () => 1,
    timeZone: 'UTC',
    now: () => new Date(),
    logger: memoryLog().logger,
    version: '0',
    store: emptyStore(),
  });
  assert.deepEqual(operations.map(({ id }) => id).toSorted(), Object.keys(ACCESS).toSorted());
  for (const { id, method } of operations) assert.ok(ACCESS[id]?.[0].startsWith(`${method} `), id);
});

describe('with keys', () => {
  let app: AppOnStore;
  const right = new Map<KeyScope, string>();
  const revoked = new Map<KeyScope, string>();
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    const t = { after: (end: () => Promise<void>) => ends.push(end) } as unknown as TestContext;
    app = await startOnStore(await tempFolder(t), { open: 'until-keys' });
    for (const scope of SCOPES) {
      right.set(scope, (await app.store.keys.create({ name: `good ${scope}`, scope })).secret);
      revoked.set(scope, (await app.store.keys.create({ name: `bad ${scope}`, scope })).secret);
      await app.store.keys.revoke(`bad ${scope}`);
    }
  });
  after(async () => {
    for (const end of ends) await end();
  });

  for (const [id, [call, who]] of Object.entries(ACCESS)) {
    const refused = (status: number) => status === 401 || status === 403;
    describe(`${id}, ${call},`, () => {
      test('without a key', async () => {
        const status = await statusOf(app.url, call);
        if (who === 'anybody') assert.ok(!refused(status), `${status}`);
        else assert.equal(status, 401);
      });

      test('with a wrong key', async () => {
        const secret = right.get('admin') ?? '';
        for (const wrong of [
          `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
          `${secret}A`,
          'x',
          secret.toUpperCase(),
        ]) {
          const status = await statusOf(app.url, call, { 'x-api-key': wrong });
          if (who === 'anybody') assert.ok(!refused(status), `${status}`);
          else assert.equal(status, 401);
        }
      });

      for (const scope of SCOPES) {
        test(`with a revoked key of the scope ${scope}`, async () => {
          const status = await statusOf(app.url, call, { 'x-api-key': revoked.get(scope) ?? '' });
          if (who === 'anybody') assert.ok(!refused(status), `${status}`);
          else assert.equal(status, 401);
        });

        test(`with a key of the scope ${scope}`, async () => {
          const status = await statusOf(app.url, call, { 'x-api-key': right.get(scope) ?? '' });
          if (who === 'anybody' || who.includes(scope)) assert.ok(!refused(status), `${status}`);
          else assert.equal(status, 403);
        });
      }
    });
  }

  test('a key goes into any of three headers', async () => {
    const secret = right.get('camera') ?? '';
    const basic = (user: string) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    for (const headers of [
      { 'x-api-key': secret },
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer  ${secret}` },
      { authorization: basic('camera') },
      { authorization: basic('') },
    ]) {
      assert.equal(await statusOf(app.url, 'GET /metrics', headers), 200, JSON.stringify(headers));
    }
    for (const headers of [
      { authorization: secret },
      { authorization: `Digest ${secret}` },
      { authorization: 'Basic' },
      { authorization: `Basic ${Buffer.from(secret).toString('base64')}` },
      { 'x-api-key': '', authorization: 'Bearer ' },
    ]) {
      assert.equal(await statusOf(app.url, 'GET /metrics', headers), 401, JSON.stringify(headers));
    }
  });

  test('a refusal says how to do better, in the form of the route', async () => {
    const missing = await send(app, '/api/v1/detections');
    assert.match(String(missing.headers['www-authenticate']), /^Basic realm="Gantry".*Bearer/);
    assert.equal((missing.body as { type: string }).type, 'urn:gantry:problem:unauthenticated');
    const narrow = await send(app, '/check-license-plate/AB1/2024-01-01', {
      headers: { 'x-api-key': right.get('camera') ?? '' },
    });
    assert.equal(narrow.status, 403);
    assert.deepEqual(narrow.body, {
      message: 'Expected a key with the scope backoffice or reviewer or admin, got one with the scope camera',
    });
  });

  test('unknown and revoked keys are told the same', async () => {
    const told = async (secret: string) => {
      const { body } = await send(app, '/metrics', { headers: { 'x-api-key': secret } });
      return { ...(body as object), requestId: '' };
    };
    assert.deepEqual(await told(revoked.get('admin') ?? ''), await told('gantry_unknown'));
  });

  test('a review bears the name of its key', async () => {
    const upload = uploadOf(['AB1']);
    const camera = { 'x-api-key': right.get('camera') ?? '' };
    const taken = await send(app, '/api/v1/captures', {
      ...upload,
      headers: { ...upload.headers, ...camera },
    });
    const { plates } = taken.body as { plates: { id: string }[] };
    const { body } = await send(app, `/api/v1/detections/${plates[0]?.id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': right.get('reviewer') ?? '', 'content-type': 'application/json' },
      body: '{"status":"confirmed"}',
    });
    assert.equal((body as { review: { reviewer: string } }).review.reviewer, 'good reviewer');
  });

  test('two clients may choose the same idempotency key', async () => {
    const upload = uploadOf(['AB1']);
    const ids = [];
    for (const scope of UPLOADERS) {
      const headers = {
        ...upload.headers,
        'x-api-key': right.get(scope) ?? '',
        'idempotency-key': 'the-same',
      };
      ids.push(((await send(app, '/api/v1/captures', { ...upload, headers })).body as { id: string }).id);
    }
    assert.notEqual(ids[0], ids[1]);
  });
});

describe('without a key everything is allowed', () => {
  const start = async (t: TestContext, open: 'always' | 'until-keys' | 'never') =>
    startOnStore(await tempFolder(t), { open });

  test('as long as none was ever made, where the service says so', async (t) => {
    const app = await start(t, 'until-keys');
    assert.equal(await statusOf(app.url, 'GET /api/v1/cameras'), 200);
    // One that does not know a key that it is asked for: there is none to be wrong against.
    assert.equal(await statusOf(app.url, 'GET /api/v1/cameras', { 'x-api-key': 'x' }), 200);
    await app.store.keys.create({ name: 'first', scope: 'admin' });
    assert.equal(await statusOf(app.url, 'GET /api/v1/cameras'), 401);
    // Revoking the only key must not open the doors.
    await app.store.keys.revoke('first');
    assert.equal(await statusOf(app.url, 'GET /api/v1/cameras'), 401);
  });

  test('always, where the service says so', async (t) => {
    const app = await start(t, 'always');
    await app.store.keys.create({ name: 'first', scope: 'camera' });
    assert.equal(await statusOf(app.url, 'GET /api/v1/cameras'), 200);
  });

  test('never, where it does not', async (t) => {
    assert.equal(await statusOf((await start(t, 'never')).url, 'GET /api/v1/cameras'), 401);
  });
});
