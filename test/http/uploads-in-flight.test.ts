import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { createAdmission } from '../../src/http/admission.js';
import type { RecordCapture } from '../../src/record-capture.js';
import { captureOf, openConnection, readAll, send, startApp } from '../support/app-under-test.js';
import { form, imagePart, JPG } from '../support/form.js';

const PATH = '/upload-camera-image';
const UPLOAD = form(imagePart());

/** An app with one place, and a promise for the moment at which an upload has taken it. */
async function startWithOnePlace(t: TestContext, recordCapture?: RecordCapture) {
  const places = createAdmission(1);
  const taken = moment();
  const uploads = {
    ...places,
    enter: () => {
      const leave = places.enter();
      taken.reach();
      return leave;
    },
  };
  const app = await startApp(
    { uploads, ...(recordCapture ? { recordCapture } : {}) },
    { request: 60_000, headers: 60_000, check: 50 },
  );
  t.after(() => app.close());
  return { app, taken: taken.reached, uploads };
}

/** Sends an upload but for its last bytes. */
async function beginUpload(port: number): Promise<Socket> {
  const socket = await openConnection(port);
  socket.on('error', () => undefined);
  const headers = Object.entries(UPLOAD.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: gantry\r\n${headers.join('')}\r\n`);
  socket.write(UPLOAD.body.subarray(0, -40));
  return socket;
}

/** Resolves once an upload is taken again. */
async function untilTaken(app: { readonly url: string }): Promise<void> {
  while ((await send(app, PATH, UPLOAD)).status === 503) await pause();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** A point in time that others can wait for. */
function moment() {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return { reach, reached };
}

describe('uploads in flight are bounded before their bodies are read', () => {
  test('one more is answered 503 with Retry-After, and taken once the first is done', async (t) => {
    const { app, taken } = await startWithOnePlace(t);
    const first = await beginUpload(app.port);
    const answered = readAll(first);
    await taken;

    const second = await send(app, PATH, UPLOAD);
    assert.equal(second.status, 503);
    assert.equal(second.headers['retry-after'], '1');
    assert.match((second.body as { message: string }).message, /queue is full/);

    first.end(UPLOAD.body.subarray(-40));
    assert.match(await answered, /^HTTP\/1\.1 200 /);
    assert.equal((await send(app, PATH, UPLOAD)).status, 200);
  });

  test('a large body is refused and read past, and its connection serves the next request', async (t) => {
    const { app, taken } = await startWithOnePlace(t);
    const first = await beginUpload(app.port);
    await taken;
    const large = form(imagePart({ content: Buffer.concat([JPG], 20_000_000) }));
    assert.equal((await send(app, PATH, large)).status, 503);
    first.destroy();
  });

  test('what needs no place is answered while all are taken', async (t) => {
    const { app, taken } = await startWithOnePlace(t);
    const first = await beginUpload(app.port);
    await taken;
    assert.equal((await send(app, PATH, { method: 'POST' })).status, 400);
    assert.equal((await send(app, '/check-license-plate/AB1/2020-12-01')).status, 200);
    first.destroy();
  });

  test('a sender that leaves within its upload gives its place back', async (t) => {
    const { app, taken } = await startWithOnePlace(t);
    const first = await beginUpload(app.port);
    await taken;
    assert.equal((await send(app, PATH, UPLOAD)).status, 503);
    first.destroy();
    await untilTaken(app);
    assert.ok(app.lines.some(({ status }) => status === 499));
  });

  test('a sender that leaves after its upload does not stop the picture from being recorded', async (t) => {
    const begun = moment();
    const left = moment();
    const done = moment();
    const { app } = await startWithOnePlace(t, async () => {
      begun.reach();
      await left.reached;
      done.reach();
      return captureOf({});
    });
    const first = await beginUpload(app.port);
    first.write(UPLOAD.body.subarray(-40));
    await begun.reached;
    first.destroy();
    while (!app.lines.some(({ status }) => status === 499)) await pause();
    left.reach();
    await done.reached;
    await untilTaken(app);
  });

  for (const failure of ['refused', 'failing'] as const) {
    test(`a ${failure} upload gives its place back`, async (t) => {
      const { app } = await startWithOnePlace(t, () => Promise.reject(new Error('broken')));
      const request = failure === 'refused' ? form(imagePart({ content: '' })) : UPLOAD;
      const status = failure === 'refused' ? 400 : 500;
      for (let i = 0; i < 3; i += 1) assert.equal((await send(app, PATH, request)).status, status);
    });
  }

  test('none is taken once the service stops', async (t) => {
    const { app, uploads } = await startWithOnePlace(t);
    uploads.close();
    const { status, headers } = await send(app, PATH, UPLOAD);
    assert.equal(status, 503);
    assert.equal(headers['retry-after'], '5');
  });
});

test('a sender that is too slow is cut off, and its place is free again', async (t) => {
  const app = await startApp({ uploads: createAdmission(1) }, { request: 200, headers: 200, check: 20 });
  t.after(() => app.close());
  const slow = await beginUpload(app.port);
  const answer = await readAll(slow);
  assert.match(answer, /^HTTP\/1\.1 408 [^]*\{"message":"[^"]+"\}$/);
  await untilTaken(app);
});
