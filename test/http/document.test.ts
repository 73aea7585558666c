import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { createAdmission } from '../../src/http/admission.js';
import { createListeners } from '../../src/http/listeners.js';
import { tempFolder } from '../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../support/app-on-store.js';
import { send, startApp, type Answer } from '../support/app-under-test.js';
import { DocumentCheck } from '../support/document-check.js';
import { EventReader } from '../support/event-reader.js';
import { form, imagePart } from '../support/form.js';
import { uploadOf } from '../support/written-plates.js';

const NOBODY = '0176bae0-8218-7000-8000-000000000000';
const JSON_TYPE = { 'content-type': 'application/json' };

interface Given {
  readonly app: AppOnStore;
  readonly captureId: string;
  readonly detectionId: string;
}

type Calls = readonly (readonly [status: number, path: string, options?: Parameters<typeof send>[2]])[];
const withBody = (method: string, body: unknown) => ({
  method,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});

/** For each operation calls that give each of its answers; those that any operation has are caused in one place. */
const WALK: Readonly<Record<string, (given: Given) => Calls>> = {
  uploadCameraImage: () => [
    [200, '/upload-camera-image', uploadOf(['AB1'])],
    [200, '/upload-camera-image', uploadOf([])],
    [400, '/upload-camera-image', form()],
    [413, '/upload-camera-image', form(imagePart({ content: Buffer.alloc(100_001, 0xff) }))],
  ],
  checkLicensePlate: () => [
    [200, '/check-license-plate/AB1234CD,NEVER1/2024-01-01'],
    [400, '/check-license-plate/AB1/never'],
  ],
  createCapture: () => [
    [
      201,
      '/api/v1/captures',
      uploadOf(['AB1', 'AB2?'], { cameraId: 'c1', capturedAt: '2024-01-01T00:00:00Z' }),
    ],
    [201, '/api/v1/captures', uploadOf([])],
    [400, '/api/v1/captures', form(imagePart())],
    [413, '/api/v1/captures', form(imagePart({ content: Buffer.alloc(100_001, 0xff) }))],
    [422, '/api/v1/captures', uploadOf([], { cameraId: 'nobody' })],
  ],
  getCapture: ({ captureId }) => [
    [200, `/api/v1/captures/${captureId}`],
    [400, '/api/v1/captures/1'],
    [404, `/api/v1/captures/${NOBODY}`],
  ],
  getCaptureImage: ({ captureId }) => [
    [200, `/api/v1/captures/${captureId}/image`],
    [400, '/api/v1/captures/1/image'],
    [404, `/api/v1/captures/${NOBODY}/image`],
  ],
  listDetections: () => [
    [200, '/api/v1/detections?limit=1'],
    [200, '/api/v1/detections?plate=A81234CD&match=similar'],
    [200, '/api/v1/detections', { headers: { accept: 'text/csv' } }],
    [400, '/api/v1/detections?limit=0'],
    [406, '/api/v1/detections', { headers: { accept: 'image/png' } }],
  ],
  reviewDetection: ({ detectionId }) => [
    [200, `/api/v1/detections/${detectionId}`, withBody('PATCH', { status: 'corrected', text: 'XY1' })],
    [400, `/api/v1/detections/${detectionId}`, withBody('PATCH', {})],
    [404, `/api/v1/detections/${NOBODY}`, withBody('PATCH', { status: 'confirmed' })],
    [413, `/api/v1/detections/${detectionId}`, withBody('PATCH', 'x'.repeat(70_000))],
    [415, `/api/v1/detections/${detectionId}`, { method: 'PATCH', body: 'status=confirmed' }],
  ],
  getDetection: ({ detectionId }) => [
    [200, `/api/v1/detections/${detectionId}`],
    [400, '/api/v1/detections/1'],
    [404, `/api/v1/detections/${NOBODY}`],
  ],
  listReviews: ({ detectionId }) => [
    [200, `/api/v1/detections/${detectionId}/reviews`],
    [400, '/api/v1/detections/1/reviews'],
    [404, `/api/v1/detections/${NOBODY}/reviews`],
  ],
  getDetectionCrop: ({ detectionId }) => [
    [200, `/api/v1/detections/${detectionId}/crop`],
    [400, '/api/v1/detections/1/crop'],
    [404, `/api/v1/detections/${NOBODY}/crop`],
  ],
  listCameras: () => [[200, '/api/v1/cameras']],
  createCamera: () => [
    [201, '/api/v1/cameras', withBody('POST', { id: 'c2', name: 'Two' })],
    [400, '/api/v1/cameras', withBody('POST', {})],
    [409, '/api/v1/cameras', withBody('POST', { id: 'c2', name: 'Two' })],
    [413, '/api/v1/cameras', withBody('POST', 'x'.repeat(70_000))],
    [415, '/api/v1/cameras', { method: 'POST' }],
  ],
  getCamera: () => [
    [200, '/api/v1/cameras/c1'],
    [400, '/api/v1/cameras/-'],
    [404, '/api/v1/cameras/nobody'],
  ],
  changeCamera: () => [
    [200, '/api/v1/cameras/c2', withBody('PATCH', { lane: '2' })],
    [400, '/api/v1/cameras/c2', withBody('PATCH', {})],
    [404, '/api/v1/cameras/nobody', withBody('PATCH', { lane: '2' })],
    [413, '/api/v1/cameras/c2', withBody('PATCH', 'x'.repeat(70_000))],
    [415, '/api/v1/cameras/c2', { method: 'PATCH' }],
  ],
  removeCamera: () => [
    [204, '/api/v1/cameras/c2', { method: 'DELETE' }],
    [400, '/api/v1/cameras/-', { method: 'DELETE' }],
    [404, '/api/v1/cameras/c2', { method: 'DELETE' }],
    [409, '/api/v1/cameras/c1', { method: 'DELETE' }],
  ],
  getStatistics: () => [
    [200, '/api/v1/stats?from=2024-01-01T00:00:00Z&bucket=day'],
    [400, '/api/v1/stats?bucket=year'],
  ],
  followEvents: () => [[400, '/api/v1/events?after=x']],
  getHealth: () => [[200, '/healthz']],
  getReadiness: () => [[200, '/readyz']],
  getMetrics: () => [[200, '/metrics']],
  getDocument: () => [[200, '/openapi.json']],
};

async function given(app: AppOnStore): Promise<Given> {
  await app.store.cameras.create({ id: 'c1', name: 'One', gantry: 'A1', lane: '1', facing: 'rear' });
  const { body } = await send(app, '/api/v1/captures', uploadOf(['AB1234CD'], { cameraId: 'c1' }));
  const { id, plates } = body as { id: string; plates: { id: string }[] };
  return { app, captureId: id, detectionId: plates[0]?.id ?? '' };
}

test('the document is one of OpenAPI 3.1', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { body } = await send(app, '/openapi.json');
  const { valid, errors } = await new Validator().validate(body as Record<string, unknown>);
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.equal((body as { openapi: string }).openapi, '3.1.0');
});

test('every documented operation gives every documented answer, as documented', async (t) => {
  const app = await startOnStore(await tempFolder(t));
  const check = await DocumentCheck.of(app);
  assert.deepEqual(Object.keys(WALK).toSorted(), check.operationIds().toSorted());
  const things = await given(app);
  for (const [id, calls] of Object.entries(WALK)) {
    for (const [status, path, options] of calls(things)) {
      const answer = await send(app, path, options);
      assert.equal(answer.status, status, `${id} ${path}: ${answer.text}`);
      check.assertDocumented(id, answer);
    }
  }
  await walkEvents(app, check);
  await walkRefusals(check);
  assert.deepEqual(check.unseen(), []);
});

/** What `EventReader` cannot say in one answer. */
async function walkEvents(app: AppOnStore, check: DocumentCheck): Promise<void> {
  const reader = await EventReader.open(`${app.url}/api/v1/events?after=0`);
  await reader.until(({ events }) => events.length > 0);
  check.assertDocumented('followEvents', {
    status: reader.response.statusCode ?? 0,
    headers: reader.response.headers,
    text: '',
    body: undefined,
  });
  check.assertFits('Detection', reader.events[0]?.data);
  reader.close();
}

/** 401, 403, 429, 500 and 503 of every operation that has them. */
async function walkRefusals(check: DocumentCheck): Promise<void> {
  const fault = () => Promise.reject(new Error('the database is gone'));
  const key = { id: 'k', name: 'k', createdAt: new Date(), lastUsedAt: null, revokedAt: null };
  const keysFor = (scope: 'camera' | 'backoffice' | 'admin') => ({
    keys: { authenticate: async () => ({ ...key, scope }) },
  });
  const limits = { perKey: 1, perAddress: 0 };
  const services = [
    [401, await startApp({ open: 'never' }), {}],
    [403, await startApp({ open: 'never', store: keysFor('camera') }), { 'x-api-key': 'x' }],
    [403, await startApp({ open: 'never', store: keysFor('backoffice') }), { 'x-api-key': 'x' }],
    [429, await startApp({ limits, store: keysFor('admin') }), { 'x-api-key': 'x' }],
    [500, await startApp({ store: { keys: { authenticate: fault } } }), { 'x-api-key': 'x' }],
    [
      503,
      await startApp({ listeners: createListeners(0), uploads: createAdmission(0), draining: () => true }),
      {},
    ],
  ] as const;
  for (const [status, service, headers] of services) {
    // The first takes the one request that the limit allows.
    if (status === 429) await send(service, '/metrics', { headers });
    for (const { id, method, path, operation } of check.operations()) {
      const isForm = operation.requestBody?.content['multipart/form-data'] !== undefined;
      const upload = isForm ? uploadOf([]) : { headers: {} };
      const answer: Answer = await send(service, path.replaceAll(/\{\w+\}/g, NOBODY), {
        ...upload,
        method,
        headers: { ...upload.headers, ...headers },
      });
      if (answer.status === status) check.assertDocumented(id, answer);
    }
    await service.close();
  }
}

describe('what the document says of every operation', () => {
  test('has a summary, a tag, and a key where one is needed', async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    const check = await DocumentCheck.of(app);
    for (const { id, operation } of check.operations()) {
      assert.ok(operation.summary.length > 5, id);
      assert.equal(operation.tags.length, 1, id);
      assert.equal('401' in operation.responses, operation.security.length > 0, id);
      assert.match(operation.description, /(No key is needed|Keys with the scope: \w+)/, id);
    }
  });
});
