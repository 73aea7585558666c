import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { createAdmission } from '../../src/http/admission.js';
import { tempFolder } from '../store/support/temp-store.js';
import { startOnStore } from '../support/app-on-store.js';
import { send, startApp } from '../support/app-under-test.js';
import { form, imagePart } from '../support/form.js';
import { uploadOf } from '../support/written-plates.js';

async function start(t: TestContext, changes: Parameters<typeof startApp>[0] = {}) {
  const app = await startApp(changes);
  t.after(() => app.close());
  return app;
}

describe('/readyz', () => {
  const gone = { ping: () => Promise.reject(new Error('ECONNREFUSED')) };
  const cases: readonly (readonly [name: string, changes: Parameters<typeof startApp>[0], detail: string])[] =
    [
      ['while the service stops', { draining: () => true }, 'the service is stopping'],
      ['without the database', { store: gone }, 'the database does not answer'],
      ['without a recognizer', { livingRecognizers: () => 0 }, 'no recognizer lives'],
      [
        'without both',
        { store: gone, livingRecognizers: () => 0 },
        'the database does not answer; no recognizer lives',
      ],
    ];
  for (const [name, changes, detail] of cases) {
    test(`is false ${name}`, async (t) => {
      const app = await start(t, changes);
      const { status, body, headers } = await send(app, '/readyz');
      assert.equal(status, 503);
      assert.equal((body as { detail: string }).detail, detail);
      assert.ok(headers['retry-after']);
      assert.equal((await send(app, '/healthz')).status, 200, 'alive it is');
    });
  }

  test('is true otherwise', async (t) => {
    const { status, body } = await send(await start(t), '/readyz');
    assert.deepEqual([status, body], [200, { status: 'ready' }]);
  });

  test('asks the real database', async (t) => {
    const app = await startOnStore(await tempFolder(t));
    assert.equal((await send(app, '/readyz')).status, 200);
    await app.store.close();
    assert.equal((await send(app, '/readyz')).status, 503);
  });
});

/** The value of a line of Prometheus' text format. */
function valueOf(text: string, line: string): number {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? NaN : Number(found.slice(line.length + 1));
}

describe('/metrics', () => {
  test('counts uploads by outcome, stages, detections and requests', async (t) => {
    const app = await startOnStore(await tempFolder(t));
    await send(app, '/api/v1/captures', uploadOf(['AB1', 'AB2?']));
    await send(app, '/upload-camera-image', uploadOf(['AB3?']));
    await send(app, '/upload-camera-image', uploadOf([]));
    await send(app, '/upload-camera-image', form(imagePart()));
    await send(app, '/api/v1/captures', uploadOf([], { capturedAt: '2024-01-01T00:00:00Z' }));
    await send(app, '/check-license-plate/SECRET1/2024-01-01');
    await send(app, '/api/v1/SECRET2');
    const { text, headers } = await send(app, '/metrics');
    assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
    const expected = {
      'gantry_uploads_total{outcome="accepted"}': 1,
      'gantry_uploads_total{outcome="review"}': 1,
      'gantry_uploads_total{outcome="no-plate"}': 2,
      'gantry_uploads_total{outcome="problem:unreadable-image"}': 1,
      'gantry_recognition_stage_seconds_count{stage="read"}': 4,
      'gantry_recognition_stage_seconds_sum{stage="total"}': 0.062,
      'gantry_capture_step_seconds_count{step="wait"}': 4,
      'gantry_capture_step_seconds_count{step="store"}': 4,
      'gantry_detections_total{status="accepted"}': 1,
      'gantry_detections_total{status="review"}': 2,
      'gantry_captures_total{time="arrival"}': 3,
      'gantry_captures_total{time="given"}': 1,
      'gantry_http_request_duration_seconds_count{method="POST",route="/api/v1/captures",status="201"}': 2,
      'gantry_http_request_duration_seconds_count{method="POST",route="/upload-camera-image",status="400"}': 1,
      'gantry_http_request_duration_seconds_count{method="GET",route="/check-license-plate/{plates}/{datetime}",status="200"}': 1,
      'gantry_http_request_duration_seconds_count{method="GET",route="none",status="404"}': 1,
    };
    for (const [line, value] of Object.entries(expected)) {
      assert.ok(
        Math.abs(valueOf(text, line) - value) < 1e-9,
        `${line}: ${valueOf(text, line)}, not ${value}`,
      );
    }
    assert.doesNotMatch(text, /SECRET/, 'no address is a label');
  });

  test('shows the pool, its queue, and what is open', async (t) => {
    const uploads = createAdmission(3);
    const app = await start(t, { uploads });
    app.metrics.watch({
      recognizers: () => ({
        processes: 4,
        starting: 1,
        idle: 2,
        busy: 1,
        queued: 7,
        restarts: 5,
        recycled: 6,
        failedStarts: 0,
      }),
      queueLimit: 64,
      uploadsInFlight: () => uploads.count,
      listeners: () => 9,
    });
    uploads.enter();
    const { text } = await send(app, '/metrics');
    const expected = {
      'gantry_recognizers{state="idle"}': 2,
      'gantry_recognizers{state="busy"}': 1,
      'gantry_recognizers{state="starting"}': 1,
      gantry_recognizers_wanted: 4,
      gantry_recognizer_restarts: 5,
      gantry_recognizers_recycled: 6,
      gantry_recognition_queue_length: 7,
      gantry_recognition_queue_limit: 64,
      gantry_uploads_in_flight: 1,
      gantry_event_listeners: 9,
    };
    for (const [line, value] of Object.entries(expected)) assert.equal(valueOf(text, line), value, line);
    assert.ok(valueOf(text, 'process_resident_memory_bytes') > 0);
  });
});
