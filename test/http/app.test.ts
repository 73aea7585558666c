import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { send, startApp, type AppUnderTest } from '../support/app-under-test.js';
import { form, imagePart } from '../support/form.js';

const UPLOAD = '/upload-camera-image';
const CHECK = '/check-license-plate/XY987ZZ/2020-12-01';
const BRITISH = '/check-licence-plate/XY987ZZ/2020-12-01';

let app: AppUnderTest;
before(async () => {
  app = await startApp();
});
after(() => app.close());

describe('an unknown address is answered 404', () => {
  for (const path of ['/', '/nothing', '/check-license-plate', '/upload-camera-image/x', '/%E0%A4%A']) {
    test(path, async () => {
      const { status, body, headers } = await send(app, path);
      assert.equal(status, 404);
      assert.deepEqual(body, { message: 'There is nothing at this address' });
      assert.match(String(headers['content-type']), /^application\/json\b/);
    });
  }
});

describe('a method that an address does not have is answered 405 with those it has', () => {
  const cases = [
    ...['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'].map((method) => ({ method, path: UPLOAD, allow: 'POST' })),
    ...['POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method) =>
      [CHECK, BRITISH].map((path) => ({ method, path, allow: 'GET, HEAD' })),
    ),
  ];
  for (const { method, path, allow } of cases) {
    test(`${method} ${path}`, async () => {
      const { status, headers, body } = await send(app, path, { method });
      assert.equal(status, 405);
      assert.equal(headers['allow'], allow);
      if (method !== 'HEAD')
        assert.deepEqual(body, { message: `Expected the method ${allow}, got ${method}` });
    });
  }
  for (const [path, allow] of [
    [UPLOAD, 'POST'],
    [CHECK, 'GET, HEAD'],
  ] as const) {
    test(`OPTIONS ${path}`, async () => {
      const { status, headers } = await send(app, path, { method: 'OPTIONS' });
      assert.equal(status, 204);
      assert.equal(headers['allow'], allow);
    });
  }
});

test('HEAD on a check has the headers of GET and no body', async () => {
  const head = await send(app, CHECK, { method: 'HEAD' });
  const get = await send(app, CHECK);
  assert.equal(head.status, 200);
  assert.equal(head.text, '');
  assert.equal(head.headers['content-length'], get.headers['content-length']);
});

test('every answer has the headers that protect, and none that tells the make', async () => {
  for (const path of [CHECK, '/nothing']) {
    const { headers } = await send(app, path);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['etag'], undefined);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
  }
});

describe('the log', () => {
  test('has one line for each request, with its route and without its plates', async () => {
    app.lines.length = 0;
    const { headers } = await send(app, CHECK);
    await send(app, UPLOAD, form(imagePart({ filename: 'XY987ZZ.jpg' })));
    await send(app, '/typo-license-plate/XY987ZZ/2020-12-01');
    await send(app, '/check-license-plate/XY987ZZ/garbage');
    const seen = app.lines.map(({ method, route, status }) => ({ method, route, status }));
    const check = '/check-license-plate/{plates}/{datetime}';
    assert.deepEqual(seen, [
      { method: 'GET', route: check, status: 200 },
      { method: 'POST', route: UPLOAD, status: 200 },
      { method: 'GET', route: null, status: 404 },
      { method: 'GET', route: check, status: 400 },
    ]);
    assert.equal(app.lines[0]?.['requestId'], headers['x-request-id']);
    assert.doesNotMatch(JSON.stringify(app.lines), /XY987ZZ/);
  });

  test('has the text of a fault, which the answer has not', async (t) => {
    const failing = await startApp({
      store: { captures: { latestDetections: () => Promise.reject(new Error('disk on fire')) } },
    });
    t.after(() => failing.close());
    const { status, body } = await send(failing, CHECK);
    assert.equal(status, 500);
    assert.deepEqual(body, { message: 'Internal error' });
    assert.match(JSON.stringify(failing.lines), /disk on fire/);
  });
});
