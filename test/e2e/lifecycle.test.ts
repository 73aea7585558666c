import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { openConnection, readAll, send } from '../support/app-under-test.js';
import { openStore } from '../../src/store/open-store.js';
import { EventReader } from '../support/event-reader.js';
import { form, imagePart } from '../support/form.js';
import { greyPng, readPicture, readSamples } from '../support/samples.js';
import {
  makeServiceFolder,
  runService,
  startService,
  type StartedService,
} from '../support/start-service.js';

const UPLOAD = form(
  imagePart({ type: 'image/png', content: greyPng({ width: 320, height: 240, whole: true }) }),
);

/** Ends with the test, even where that fails. */
async function start(
  t: TestContext,
  folder?: string,
  settings?: Readonly<Record<string, string>>,
): Promise<StartedService> {
  const service = await startService(folder ?? (await folderFor(t)), settings);
  t.after(async () => {
    service.kill('SIGKILL');
    await service.exited;
  });
  return service;
}

async function folderFor(t: TestContext): Promise<string> {
  const folder = await makeServiceFolder();
  t.after(() => folder.remove());
  return folder.path;
}

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

describe('a start that fails says why in one line, and ends with 1', () => {
  test('wrong settings', async (t) => {
    const exit = await runService(await folderFor(t), { PORT: 'eighty' });
    assert.deepEqual(exit, {
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'PORT: expected a whole number from 0 to 65535, found "eighty"\n',
    });
  });

  test('a wrong setting in .env', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, '.env'), 'TIME_ZONE=Atlantis\n');
    const { code, stderr } = await runService(folder);
    assert.equal(code, 1);
    assert.equal(stderr, 'TIME_ZONE: expected an IANA time zone such as Europe/Zagreb, found "Atlantis"\n');
  });

  test('an address for everybody without a key or ALLOW_ANONYMOUS', async (t) => {
    const { code, stderr } = await runService(await folderFor(t), { HOST: '0.0.0.0' });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^HOST: expected a loopback address .*, a key .*, or ALLOW_ANONYMOUS=true, found "0\.0\.0\.0"\n$/,
    );
  });

  test('an address for everybody when every key was revoked, but not with one that is good', async (t) => {
    const folder = await folderFor(t);
    const store = await openStore({
      databaseUrl: `sqlite:${join(folder, 'data/gantry.sqlite')}`,
      dataDir: join(folder, 'data'),
    });
    await store.keys.create({ name: 'first', scope: 'camera' });
    await store.keys.revoke('first');
    assert.match((await runService(folder, { HOST: '0.0.0.0' })).stderr, /^HOST: expected/);
    await store.keys.create({ name: 'second', scope: 'camera' });
    await store.close();
    // A port that is in use stops it at the next step, before it listens to anybody.
    const other = await start(t);
    const { port } = new URL(other.url);
    const { stderr } = await runService(folder, {
      HOST: '0.0.0.0',
      PORT: port,
      RECOGNIZER_PROCESSES: '1',
      LOG_LEVEL: 'warn',
    });
    assert.equal(
      stderr,
      `Gantry cannot start: cannot listen on 0.0.0.0:${port}: the port is in use (PORT)\n`,
    );
  });

  test('a port in use', async (t) => {
    const service = await start(t);
    const { port } = new URL(service.url);
    const exit = await runService(await folderFor(t), {
      PORT: port,
      RECOGNIZER_PROCESSES: '1',
      LOG_LEVEL: 'warn',
    });
    assert.equal(exit.code, 1);
    assert.equal(exit.stdout, '');
    assert.equal(
      exit.stderr,
      `Gantry cannot start: cannot listen on 127.0.0.1:${port}: the port is in use (PORT)\n`,
    );
  });

  test('a database that is none', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, 'text.sqlite'), 'this is no database, '.repeat(100));
    const { code, stderr } = await runService(folder, {
      DATABASE_URL: 'sqlite:text.sqlite',
      LOG_LEVEL: 'warn',
    });
    assert.equal(code, 1);
    assert.match(stderr, /^Gantry cannot start: [^\n]+\n$/);
  });

  test('a DATA_DIR that is a file', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await runService(folder, { DATA_DIR: 'file', LOG_LEVEL: 'warn' });
    assert.equal(code, 1);
    assert.match(stderr, /^Gantry cannot start: [^\n]+\n$/);
  });
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
