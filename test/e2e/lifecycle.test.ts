import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Socket } from 'node:net';
import { openConnection, readAll, send } from '../support/app-under-test.js';
import { EventReader } from '../support/event-reader.js';
import { form, imagePart } from '../support/form.js';
import { greyPng, readPicture, readSamples } from '../support/samples.js';
import {
  serviceFolderFor as folderFor,
  startServiceFor as start,
  type StartedService,
} from '../support/start-service.js';

const UPLOAD = form(
  imagePart({ type: 'image/png', content: greyPng({ width: 320, height: 240, whole: true }) }),
);

/** Sends an upload but for its end; resolves when the service has begun to take it. */
async function beginUpload(service: StartedService): Promise<Socket> {
  const socket = await openConnection(Number(new URL(service.url).port));
  const headers = Object.entries({ ...UPLOAD.headers, host: 'gantry', expect: '100-continue' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /upload-camera-image HTTP/1.1\r\n${lines.join('')}\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(UPLOAD.body.subarray(0, 200));
  const taken = async () => /^gantry_uploads_in_flight 1$/m.test((await send(service, '/metrics')).text);
  while (!(await taken()));
  return socket;
}

/** Resolves when the service takes no more connections. */
async function untilClosed(service: StartedService): Promise<void> {
  for (;;) {
    const open = await send(service, '/').then(
      () => true,
      () => false,
    );
    if (!open) return;
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal}: what was taken is answered, nothing new is, and it ends with 0`, async (t) => {
    const service = await start(t);
    const socket = await beginUpload(service);
    const answer = readAll(socket);
    service.kill(signal);
    await untilClosed(service);
    socket.write(UPLOAD.body.subarray(200));
    assert.match(await answer, /^HTTP\/1\.1 200 OK[^]*"No license plate found","status":404\}/);
    assert.deepEqual(await exitOf(service), { code: 0, signal: null });
  });
}

test('SIGTERM ends those who listen to events, while what was taken is finished', async (t) => {
  const service = await start(t);
  const reader = await EventReader.open(`${service.url}/api/v1/events`);
  const socket = await beginUpload(service);
  const answer = readAll(socket);
  service.kill('SIGTERM');
  await reader.until(({ ended }) => ended);
  socket.write(UPLOAD.body.subarray(200));
  assert.match(await answer, /^HTTP\/1\.1 200 OK/);
  assert.deepEqual(await exitOf(service), { code: 0, signal: null });
});

test('with STOP_DELAY_MS a balancer learns of the stop before anything is refused', async (t) => {
  const service = await start(t, undefined, { STOP_DELAY_MS: '3000' });
  assert.equal((await send(service, '/readyz')).status, 200);
  service.kill('SIGTERM');
  while ((await send(service, '/readyz')).status === 200);
  assert.equal((await send(service, '/upload-camera-image', UPLOAD)).status, 200);
  assert.deepEqual(await exitOf(service), { code: 0, signal: null });
});

test('a second signal ends it at once', async (t) => {
  const service = await start(t);
  const socket = await beginUpload(service);
  socket.on('error', () => undefined);
  service.kill('SIGTERM');
  await untilClosed(service);
  service.kill('SIGTERM');
  assert.deepEqual(await exitOf(service), { code: 143, signal: null });
  socket.destroy();
});

describe('detections outlive', () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    test(`a restart after ${signal}`, async (t) => {
      const folder = await folderFor(t);
      const first = await start(t, folder);
      const { plate, time } = await uploadUntilRead(first);
      first.kill(signal);
      await first.exited;
      const second = await start(t, folder);
      const { body } = await send(second, `/check-license-plate/${plate}/2020-01-01`);
      await second.stop();
      assert.deepEqual(body, [{ detected: true, plate, time }]);
    });
  }
});

async function exitOf(service: StartedService) {
  const { code, signal } = await service.exited;
  return { code, signal };
}

async function uploadUntilRead(service: StartedService): Promise<{ plate: string; time: string }> {
  for (const sample of readSamples()) {
    const type = sample.file.endsWith('.png') ? 'image/png' : 'image/jpeg';
    const { text } = await send(
      service,
      '/upload-camera-image',
      form(imagePart({ type, content: readPicture(sample) })),
    );
    const plate = /License plate (\w+) found/.exec(text)?.[1];
    if (plate === undefined) continue;
    const { body } = await send(service, `/check-license-plate/${plate}/2020-01-01`);
    return { plate, time: (body as { time: string }[])[0]?.time ?? '' };
  }
  return assert.fail('no sample is read');
}
