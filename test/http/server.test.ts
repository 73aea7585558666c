import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startServer } from '../../src/http/server.js';
import { form, imagePart } from '../support/form.js';
import { openConnection, readAll, send, startApp } from '../support/app-under-test.js';

const CHECK = '/check-license-plate/AB1/2020-12-01';

describe('startServer', () => {
  test('takes a free port for 0 and says which', async () => {
    const server = await startServer((_request, response) => response.end('hello'), {
      host: '127.0.0.1',
      port: 0,
    });
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    assert.equal((await send(server, '/')).text, 'hello');
    await server.close();
  });

  const failures = [
    {
      name: 'a port in use',
      port: 'taken',
      host: '127.0.0.1',
      message: /127\.0\.0\.1:\d+: the port is in use \(PORT\)/,
    },
    {
      name: 'an address of another machine',
      port: 0,
      host: '192.0.2.1',
      message: /does not have that address \(HOST\)/,
    },
  ] as const;
  for (const { name, port, host, message } of failures) {
    test(`says in one line that it cannot take ${name}`, async (t) => {
      const other = await startServer(() => undefined, { host: '127.0.0.1', port: 0 });
      t.after(() => other.close());
      const address = { host, port: port === 'taken' ? Number(new URL(other.url).port) : port };
      await assert.rejects(
        startServer(() => undefined, address),
        (error: Error) => message.test(error.message) && !error.message.includes('\n'),
      );
    });
  }
});

describe('close', () => {
  test('lets a request that had begun finish, and ends its connection', async () => {
    let arrived: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (arrived = resolve));
    let finish: () => void = () => undefined;
    const server = await startServer(
      (_request, response) => {
        finish = () => response.end('done');
        arrived();
      },
      { host: '127.0.0.1', port: 0 },
    );
    const socket = await openConnection(Number(new URL(server.url).port));
    socket.write('GET / HTTP/1.1\r\nHost: gantry\r\n\r\n');
    const answered = readAll(socket);
    await begun;
    const closed = server.close();
    finish();
    assert.match(await answered, /Connection: close[^]*done/);
    await closed;
  });

  test('waits for no connection that is idle or never sent anything', async () => {
    const app = await startApp();
    const silent = await openConnection(app.port);
    const idle = await openConnection(app.port);
    const answered = new Promise((resolve) => idle.once('data', resolve));
    idle.write(`GET ${CHECK} HTTP/1.1\r\nHost: gantry\r\n\r\n`);
    await answered;
    const ends = [readAll(silent), readAll(idle)];
    await app.close();
    await Promise.all(ends);
  });

  test('waits for nobody who is too slow to send, or to read', async (t) => {
    const begun: (() => void)[] = [];
    const server = await startServer(
      (request, response) => {
        request.resume();
        if (request.method === 'GET') response.write('x'.repeat(64));
        begun.pop()?.();
      },
      { host: '127.0.0.1', port: 0 },
      { request: 60_000, headers: 60_000, check: 1000, stop: 50 },
    );
    const port = Number(new URL(server.url).port);
    for (const head of ['POST / HTTP/1.1\r\nContent-Length: 9', 'GET / HTTP/1.1']) {
      const socket = await openConnection(port);
      socket.on('error', () => undefined);
      t.after(() => socket.destroy());
      const arrived = new Promise<void>((resolve) => begun.push(resolve));
      socket.write(`${head}\r\nHost: gantry\r\n\r\n`);
      await arrived;
    }
    await server.close();
  });

  test('waits for the service itself, however long it is at work', async () => {
    let finish: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (arrived = resolve));
    const server = await startServer(
      (_request, response) => {
        finish = () => response.end('done');
        arrived();
      },
      { host: '127.0.0.1', port: 0 },
      { request: 60_000, headers: 60_000, check: 1000, stop: 1 },
    );
    const answer = send(server, '/');
    await begun;
    const closed = server.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    finish();
    assert.equal((await answer).text, 'done');
    await closed;
  });

  test('takes no further connection', async () => {
    const app = await startApp();
    await app.close();
    await assert.rejects(send(app, CHECK), { code: 'ECONNREFUSED' });
  });
});

describe('what is no request is answered in JSON', () => {
  const cases = [
    { name: 'no HTTP', sent: 'hello\r\n\r\n', status: 400 },
    {
      name: 'a header without end',
      sent: `GET / HTTP/1.1\r\nHost: g\r\nX: ${'x'.repeat(200_000)}`,
      status: 431,
    },
    { name: 'an address without end', sent: `GET /${'x'.repeat(200_000)}`, status: 431 },
    {
      name: 'two lengths',
      sent: 'POST /upload-camera-image HTTP/1.1\r\nHost: g\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      status: 400,
    },
  ];
  for (const { name, sent, status } of cases) {
    test(`${name}: ${status}`, async (t) => {
      const app = await startApp();
      t.after(() => app.close());
      const socket = await openConnection(app.port);
      const answered = readAll(socket);
      socket.write(sent);
      assert.match(await answered, new RegExp(`^HTTP/1\\.1 ${status} [^]*\\{"message":"[^"]+"\\}$`));
    });
  }

  test('an upload to v1 that never ends: 408, as a problem', async (t) => {
    const app = await startApp({}, { request: 100, headers: 100, check: 20 });
    t.after(() => app.close());
    const socket = await openConnection(app.port);
    const answered = readAll(socket);
    const { headers, body } = form(imagePart());
    socket.write(
      `POST /api/v1/captures HTTP/1.1\r\nHost: g\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: 99999\r\n\r\n`,
    );
    socket.write(body);
    assert.match(
      await answered,
      /^HTTP\/1\.1 408 [^]*problem\+json[^]*"type":"urn:gantry:problem:request-timeout"/,
    );
  });

  test('headers that never end: 408', async (t) => {
    const app = await startApp({}, { request: 100, headers: 100, check: 20 });
    t.after(() => app.close());
    const socket = await openConnection(app.port);
    const answered = readAll(socket);
    socket.write('GET / HTTP/1.1\r\nHost: gantry\r\n');
    assert.match(await answered, /^HTTP\/1\.1 408 [^]*\{"message":"[^"]+"\}$/);
  });

  test('a refused upload that never ends is cut off without a second answer', async (t) => {
    const app = await startApp({}, { request: 100, headers: 100, check: 20 });
    t.after(() => app.close());
    const socket = await openConnection(app.port);
    const answered = readAll(socket);
    socket.write('POST /upload-camera-image HTTP/1.1\r\nHost: g\r\nContent-Length: 1000\r\n\r\nx');
    assert.equal((await answered).match(/HTTP\/1\.1/g)?.length, 1);
  });
});
