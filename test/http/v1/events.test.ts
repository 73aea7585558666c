import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { createListeners } from '../../../src/http/listeners.js';
import type { DetectionEvent, FoundDetection } from '../../../src/store/contracts.js';
import { tempFolder, testOnBoth } from '../../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../../support/app-on-store.js';
import { openConnection, send, startApp } from '../../support/app-under-test.js';
import { EventReader } from '../../support/event-reader.js';
import { uploadOf } from '../../support/written-plates.js';

const PATH = '/api/v1/events';

async function listen(t: TestContext, app: { readonly url: string }, query = '', headers = {}) {
  const reader = await EventReader.open(`${app.url}${PATH}${query}`, headers);
  t.after(() => reader.close());
  return reader;
}

const upload = (app: AppOnStore, ...plates: readonly string[]) =>
  send(app, '/api/v1/captures', uploadOf(plates));
const textsOf = ({ events }: EventReader) => events.map(({ data }) => data['text']);

testOnBoth('each detection comes once, in order, as it is stored', async (t, folder) => {
  const app = await startOnStore(folder);
  await upload(app, 'OLD1');
  const reader = await listen(t, app);
  assert.equal(reader.response.statusCode, 200);
  assert.match(String(reader.response.headers['content-type']), /^text\/event-stream/);
  assert.equal(reader.response.headers['cache-control'], 'no-store');
  await upload(app, 'AB1', 'AB2');
  await upload(app);
  await upload(app, 'AB3');
  await reader.until(({ events }) => events.length === 3);
  assert.deepEqual(textsOf(reader), ['AB1', 'AB2', 'AB3']);
  const [first] = reader.events;
  assert.equal(first?.event, 'detection');
  assert.deepEqual((await send(app, `/api/v1/detections/${String(first.data['id'])}`)).body, first.data);
});

testOnBoth('whoever comes back goes on where it was, on another instance, too', async (t, folder) => {
  const one = await startOnStore(folder);
  // SQLite has one instance: it has no way to tell another that something was stored.
  const other = folder.dialect === 'sqlite' ? one : await startOnStore(folder);
  const reader = await listen(t, one);
  await upload(one, 'AB1');
  await upload(other, 'AB2');
  await reader.until(({ events }) => events.length === 2);
  reader.close();
  const last = String(reader.events[1]?.id);
  await upload(one, 'AB3', 'AB4');
  const again = await listen(t, other, '', { 'last-event-id': last });
  await upload(one, 'AB5');
  await again.until(({ events }) => events.length === 3);
  assert.deepEqual(textsOf(again), ['AB3', 'AB4', 'AB5']);
  const ids = [...reader.events, ...again.events].map(({ id }) => id);
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(ids).size, 5);
  // A client that cannot send the header says it in the address.
  const asked = await listen(t, one, `?after=${last}`);
  await asked.until(({ events }) => events.length === 3);
  assert.deepEqual(textsOf(asked), textsOf(again));
});

test('an id of a database that is no more means from now on', async (t) => {
  const app = await startOnStore(await tempFolder(t));
  await upload(app, 'OLD1');
  const reader = await listen(t, app, '', { 'last-event-id': '999999' });
  await upload(app, 'AB1');
  await reader.until(({ events }) => events.length === 1);
  assert.deepEqual(textsOf(reader), ['AB1']);
});

for (const id of ['x', '-1', '1.5', '9'.repeat(16)]) {
  test(`the id ${id} is refused`, async (t) => {
    const app = await startOnStore(await tempFolder(t));
    const { status } = await send(app, PATH, { headers: { 'last-event-id': id } });
    assert.equal(status, 400);
    assert.equal((await send(app, `${PATH}?after=${id}`)).status, 400);
  });
}

test('where nothing happens there is a sign of life', async (t) => {
  const app = await startOnStore(await tempFolder(t), { heartbeatMs: 20 });
  const reader = await listen(t, app);
  await reader.until(({ comments }) => comments.length >= 2);
  assert.deepEqual(reader.comments.slice(0, 2), ['beat', 'beat']);
});

test('so many listen and no more, until one leaves', async (t) => {
  const listeners = createListeners(2);
  const app = await startOnStore(await tempFolder(t), { listeners });
  const readers = [await listen(t, app), await listen(t, app)];
  const refused = await send(app, PATH);
  assert.equal(refused.status, 503);
  assert.equal((refused.body as { type: string }).type, 'urn:gantry:problem:too-many-listeners');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  readers[0]?.close();
  while (listeners.count === 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await listen(t, app)).response.statusCode, 200);
});

test('one that leaves before the answer begins takes no place', async (t) => {
  const listeners = createListeners(1);
  let arrive: () => void = () => undefined;
  let goOn: (id: number) => void = () => undefined;
  const asked = new Promise<void>((resolve) => (arrive = resolve));
  const app = await startApp({
    listeners,
    store: {
      events: {
        latestId: () => {
          arrive();
          return new Promise((resolve) => (goOn = resolve));
        },
        // Nothing happens, until the listener is to end.
        // eslint-disable-next-line require-yield -- that is the point of it
        async *follow(_after, signal) {
          if (!signal.aborted) await once(signal, 'abort');
        },
      },
    },
  });
  t.after(() => app.close());
  const socket = await openConnection(app.port);
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: gantry\r\n\r\n`);
  await asked;
  socket.destroy();
  while (!app.lines.some(({ status }) => status === 499))
    await new Promise((resolve) => setTimeout(resolve, 5));
  goOn(0);
  while (listeners.count > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(listeners.count, 0);
});

test('HEAD has the headers and ends, and takes no place', async (t) => {
  const listeners = createListeners(1);
  const app = await startOnStore(await tempFolder(t), { listeners });
  assert.equal((await send(app, PATH, { method: 'HEAD' })).status, 200);
  assert.equal(listeners.count, 0);
});

test('the end of the service ends them', async (t) => {
  const listeners = createListeners(2);
  const app = await startOnStore(await tempFolder(t), { listeners });
  const reader = await listen(t, app);
  listeners.endAll();
  await reader.until(({ ended }) => ended);
  assert.equal(listeners.count, 0);
  assert.equal((await send(app, PATH)).status, 503);
});

test('a key that is revoked hears no more', async (t) => {
  const app = await startOnStore(await tempFolder(t), { heartbeatMs: 20, open: 'never' });
  const { secret } = await app.store.keys.create({ name: 'office', scope: 'backoffice' });
  const reader = await listen(t, app, '', { 'x-api-key': secret });
  assert.equal(reader.response.statusCode, 200);
  await app.store.keys.revoke('office');
  await reader.until(({ ended }) => ended);
});

test('a listener that reads nothing is not written to without bound', async (t) => {
  let made = 0;
  const detection = { ...(await someDetection(t)), gantry: 'x'.repeat(10_000) };
  const app = await startApp({
    store: {
      events: {
        async *follow(): AsyncGenerator<DetectionEvent> {
          for (;;) {
            made += 1;
            yield { id: made, detection };
          }
        },
      },
    },
  });
  t.after(() => app.close());
  const socket = await openConnection(app.port);
  socket.pause();
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: gantry\r\n\r\n`);
  let before = -1;
  // Until it stands still: what fits between the two ends is full.
  while (made !== before || made === 0) {
    before = made;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(made < 10_000, `${made} events of 10 kB were made for a listener that reads none`);
  socket.destroy();
});

async function someDetection(t: TestContext): Promise<FoundDetection> {
  const app = await startOnStore(await tempFolder(t));
  await upload(app, 'AB1');
  const { detections } = await app.store.detections.list({}, { limit: 1, cursor: null });
  return detections[0] ?? assert.fail('none was stored');
}
