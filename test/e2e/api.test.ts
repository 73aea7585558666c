import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { send } from '../support/app-under-test.js';
import { DocumentCheck } from '../support/document-check.js';
import { EventReader } from '../support/event-reader.js';
import { jpegWithExif } from '../support/exif.js';
import { form, imagePart } from '../support/form.js';
import { readPicture } from '../support/samples.js';
import { makeServiceFolder, startService, type StartedService } from '../support/start-service.js';

/** `/api/v1` of the real service, with real pictures and real recognition. */
let service: StartedService;
let folder: Awaited<ReturnType<typeof makeServiceFolder>>;
let check: DocumentCheck;
const PICTURE = readPicture({ file: 'day-rear-croatia.jpg' });
const PLATE = 'ZG1234AB';

before(async () => {
  folder = await makeServiceFolder();
  service = await startService(folder.path, { TIME_ZONE: 'Europe/Zagreb', LOG_LEVEL: 'warn' });
  check = await DocumentCheck.of(service);
});
after(async () => {
  await service.stop();
  await folder.remove();
});

interface Capture {
  readonly id: string;
  readonly capturedAt: string;
  readonly receivedAt: string;
  readonly image: { readonly width: number; readonly height: number };
  readonly plates: readonly {
    readonly id: string;
    readonly text: string;
    readonly corners: readonly (readonly [number, number])[];
  }[];
  readonly timings: Readonly<Record<string, number>>;
}

async function upload(content = PICTURE, headers: Record<string, string> = {}): Promise<Capture> {
  const request = form(imagePart({ content }));
  const answer = await send(service, '/api/v1/captures', {
    ...request,
    headers: { ...request.headers, ...headers },
  });
  assert.equal(answer.status, 201, answer.text);
  check.assertDocumented('createCapture', answer);
  return answer.body as Capture;
}

test('a picture is read, kept, announced, found and reviewed', async () => {
  const reader = await EventReader.open(`${service.url}/api/v1/events`);
  const capture = await upload();
  const [plate] = capture.plates;
  assert.equal(plate?.text, PLATE);
  for (const [x, y] of plate.corners) {
    assert.ok(x >= 0 && x <= capture.image.width && y >= 0 && y <= capture.image.height);
  }
  const { total = 0, ...stages } = capture.timings;
  const sum = Object.values(stages).reduce((all, ms) => all + ms, 0);
  assert.ok(sum > 0 && sum <= total * 1.01, `stages of ${sum} ms in ${total} ms`);

  await reader.until(({ events }) => events.length > 0);
  assert.equal(reader.events[0]?.data['id'], plate.id);
  reader.close();

  const image = await fetch(`${service.url}/api/v1/captures/${capture.id}/image`);
  assert.deepEqual(Buffer.from(await image.arrayBuffer()), PICTURE, 'byte for byte');
  const crop = Buffer.from(
    await (await fetch(`${service.url}/api/v1/detections/${plate.id}/crop`)).arrayBuffer(),
  );
  assert.equal(crop.subarray(1, 4).toString(), 'PNG');

  const found = await send(service, '/api/v1/detections?plate=2G1EE4AB&match=similar');
  assert.deepEqual((found.body as { detections: unknown[] }).detections, [], 'two edits are too many');
  const similar = await send(service, '/api/v1/detections?plate=2G1234A8&match=similar');
  check.assertDocumented('listDetections', similar);
  assert.equal((similar.body as { detections: { id: string }[] }).detections[0]?.id, plate.id);
  const review = await send(service, `/api/v1/detections/${plate.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'confirmed' }),
  });
  check.assertDocumented('reviewDetection', review);
  const { text: metrics } = await send(service, '/metrics');
  assert.match(metrics, /^gantry_recognition_stage_seconds_count\{stage="read"\} [1-9]/m);
  assert.match(metrics, /^gantry_recognizers\{state="idle"\} 1$/m);
});

test('the same Idempotency-Key at once is recognized and stored as one', async () => {
  const captures = await Promise.all([1, 2, 3].map(() => upload(PICTURE, { 'idempotency-key': 'at-once' })));
  assert.equal(new Set(captures.map((capture) => JSON.stringify(capture))).size, 1);
});

describe('the time of a capture', () => {
  test('is that of the EXIF data, in the zone of the service', async () => {
    const capture = await upload(jpegWithExif({ time: '2023-07-01 10:00:00'.replaceAll('-', ':') }, PICTURE));
    assert.equal(capture.capturedAt, '2023-07-01T08:00:00.000Z');
    assert.equal(capture.plates[0]?.text, PLATE, 'and the picture is read as ever');
  });

  test('and whoever asks since its last look finds a capture that arrived late', async () => {
    const lastLook = new Date().toISOString();
    const late = form(
      { name: 'capturedAt', content: '2023-08-01T10:00:00+02:00' },
      imagePart({ content: PICTURE }),
    );
    await send(service, '/api/v1/captures', late);
    const { body } = await send(service, `/check-license-plate/${PLATE}/${lastLook}`);
    assert.equal((body as { detected: boolean }[])[0]?.detected, true);
  });
});

test('broken pictures are problems', async () => {
  for (const content of [
    PICTURE.subarray(0, 300),
    Buffer.concat([PICTURE.subarray(0, 20), Buffer.alloc(999, 'x')]),
  ]) {
    const answer = await send(service, '/api/v1/captures', form(imagePart({ content })));
    assert.equal(answer.status, 400);
    check.assertDocumented('createCapture', answer);
    assert.equal((answer.body as { type: string }).type, 'urn:gantry:problem:unreadable-image');
  }
});
