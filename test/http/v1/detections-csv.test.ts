import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { begun, writeCsv } from '../../../src/http/v1/detections-csv.js';
import type { FoundDetection } from '../../../src/store/contracts.js';
import { captureOf, openConnection, startApp } from '../../support/app-under-test.js';

function found(index: number): FoundDetection {
  const { detections, id, capturedAt, receivedAt } = captureOf({});
  const [detection] = detections;
  if (detection === undefined) return assert.fail('a capture without a detection');
  return {
    ...detection,
    captureId: id,
    capturedAt,
    receivedAt,
    cameraId: null,
    gantry: `gantry ${index}`,
    lane: null,
    read: { text: detection.text, status: detection.status },
    review: null,
    match: null,
  };
}

/** So many detections, and how many of them were asked for so far. */
function manyDetections(count: number) {
  const state = { made: 0, closed: false };
  async function* each(): AsyncGenerator<FoundDetection> {
    try {
      for (let index = 0; index < count; index += 1) {
        state.made += 1;
        yield found(index);
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, each };
}

test('no more detections are read than are taken', async () => {
  const { state, each } = manyDetections(100_000);
  let writing: Promise<void> | undefined;
  const out = new Writable({ highWaterMark: 1024 });
  const goOn = await new Promise<() => void>((resolve) => {
    // Takes one piece, then nothing more.
    out._write = (_chunk, _encoding, done) => resolve(done);
    writing = writeCsv(each(), out);
  });
  for (let turn = 0; turn < 1000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(
    state.made < 1000,
    `${state.made} of 100,000 detections were read for a receiver that stands still`,
  );
  out._write = (_chunk, _encoding, done) => done();
  goOn();
  await writing;
  assert.equal(state.made, 100_000);
});

test('a receiver that leaves ends the reading', async (t) => {
  const { state, each } = manyDetections(1_000_000);
  const app = await startApp({ store: { detections: { each } } });
  t.after(() => app.close());
  const socket = await openConnection(app.port);
  socket.write('GET /api/v1/detections HTTP/1.1\r\nHost: gantry\r\nAccept: text/csv\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  while (!state.closed) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(state.made < 1_000_000);
  assert.ok(!app.lines.some(({ level }) => Number(level) >= 50), 'that is no fault');
});

test('a source that fails within the answer cuts it off, so that it does not look whole', async (t) => {
  const app = await startApp({
    store: {
      detections: {
        async *each() {
          for (let index = 0; index < 1000; index += 1) yield found(index);
          throw new Error('the database went away');
        },
      },
    },
  });
  t.after(() => app.close());
  const response = await fetch(`${app.url}/api/v1/detections`, { headers: { accept: 'text/csv' } });
  assert.equal(response.status, 200);
  await assert.rejects(response.text());
});

test('what is wrong at the first step is known before the answer begins', async () => {
  await assert.rejects(
    begun(
      // eslint-disable-next-line require-yield -- it fails before it could
      (async function* (): AsyncGenerator<number> {
        throw new Error('a wrong question');
      })(),
    ),
    /a wrong question/,
  );
  const { state, each } = manyDetections(3);
  const rows = await begun(each());
  await rows.end();
  assert.deepEqual(state, { made: 1, closed: true });
});
