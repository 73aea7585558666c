import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test, type TestContext } from 'node:test';
import { tempFolder } from '../../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../../support/app-on-store.js';
import { send, type Answer } from '../../support/app-under-test.js';
import { form, imagePart } from '../../support/form.js';
import { pictureOf, uploadOf } from '../../support/written-plates.js';

const PATH = '/api/v1/captures';
const NOW = new Date('2024-06-01T12:00:00.250Z');

const start = async (t: TestContext) => startOnStore(await tempFolder(t), { now: () => NOW });

async function addCamera({ store }: AppOnStore, id: string): Promise<void> {
  await store.cameras.create({ id, name: `Camera ${id}`, gantry: 'A1', lane: '2', facing: 'rear' });
}

function withKey(upload: ReturnType<typeof uploadOf>, key: string) {
  return { ...upload, headers: { ...upload.headers, 'idempotency-key': key } };
}

/** What a problem says, less what differs each time. */
function problemOf({ body, headers }: Answer) {
  assert.match(String(headers['content-type']), /^application\/problem\+json\b/);
  const { type, status, detail, errors, title, requestId } = body as Record<string, unknown>;
  assert.equal(typeof title, 'string');
  assert.equal(requestId, headers['x-request-id']);
  return { type: String(type).replace('urn:gantry:problem:', ''), status, detail: String(detail), errors };
}

test('a capture is answered with all that was read, and can be had again', async (t) => {
  const app = await start(t);
  await addCamera(app, 'lane-2');
  const upload = uploadOf(['AB1234CD', 'ZG1?'], {
    cameraId: 'lane-2',
    capturedAt: '2024-06-01T13:59:00+02:00',
  });
  const { status, body, headers } = await send(app, PATH, upload);
  assert.equal(status, 201);
  const capture = body as Record<string, unknown> & { id: string; plates: Record<string, unknown>[] };
  const { id, plates, ...rest } = capture;
  assert.equal(headers['location'], `${PATH}/${id}`);
  assert.deepEqual(rest, {
    cameraId: 'lane-2',
    capturedAt: '2024-06-01T11:59:00.000Z',
    receivedAt: '2024-06-01T12:00:00.250Z',
    image: {
      width: 640,
      height: 480,
      sha256: createHash('sha256').update(pictureOf('AB1234CD', 'ZG1?')).digest('hex'),
    },
    rejections: [{ stage: 'read', reason: 'too few characters', box: { x: 1, y: 2, width: 3, height: 4 } }],
    timings: { decode: 1.5, localize: 2, rectify: 3, read: 4, decide: 5, total: 15.5 },
  });
  const [{ id: plateId, ...plate } = {}, second] = plates;
  assert.equal(typeof plateId, 'string');
  assert.deepEqual(plate, {
    text: 'AB1234CD',
    confidence: 0.75,
    status: 'accepted',
    country: { code: 'HR', confidence: 0.5 },
    corners: [
      [10.5, 20.25],
      [110, 21],
      [109, 51],
      [10, 50],
    ],
    box: { x: 10, y: 20, width: 100, height: 31 },
    candidates: [
      { text: 'AB1234CD', confidence: 0.75 },
      { text: 'AB1234CD0', confidence: 0.125 },
    ],
    readings: [{ reader: 'tesseract', text: 'AB1234CD', confidence: 0.75 }],
  });
  assert.deepEqual([second?.['text'], second?.['status']], ['ZG1', 'review']);

  assert.deepEqual((await send(app, `${PATH}/${id}`)).body, body);
  const image = await send(app, `${PATH}/${id}/image`);
  assert.equal(image.headers['content-type'], 'image/jpeg');
  assert.equal(image.headers['content-length'], String(pictureOf('AB1234CD', 'ZG1?').length));
  assert.match(String(image.headers['content-disposition']), /^inline; filename="capture-[0-9a-f-]+\.jpg"$/);
  const crop = await send(app, `/api/v1/detections/${String(plateId)}/crop`);
  assert.equal(crop.headers['content-type'], 'image/png');
  assert.equal(crop.text, 'crop of AB1234CD');
  const head = await send(app, `${PATH}/${id}/image`, { method: 'HEAD' });
  assert.deepEqual([head.status, head.text], [200, '']);
  assert.equal(head.headers['content-length'], image.headers['content-length']);
});

test('no plate is an answer, too', async (t) => {
  const { status, body } = await send(await start(t), PATH, uploadOf([]));
  assert.equal(status, 201);
  assert.deepEqual((body as { plates: unknown }).plates, []);
});

describe('with an Idempotency-Key', () => {
  const count = async ({ store }: AppOnStore) =>
    (await store.detections.list({}, { limit: 100, cursor: null })).detections.length;

  test('the same again is answered the same, and stored once', async (t) => {
    const app = await start(t);
    const upload = withKey(uploadOf(['AB1']), 'k-1');
    const answers = [await send(app, PATH, upload), await send(app, PATH, upload)];
    const atOnce = withKey(uploadOf(['CD2']), 'k-2');
    answers.push(...(await Promise.all([1, 2, 3, 4].map(() => send(app, PATH, atOnce)))));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201, 201, 201, 201],
    );
    assert.equal(answers[1]?.text, answers[0]?.text);
    assert.equal(new Set(answers.slice(2).map(({ text }) => text)).size, 1);
    assert.equal(await count(app), 2);
  });

  test('the first answer comes again after a review of it', async (t) => {
    const app = await start(t);
    const upload = withKey(uploadOf(['AB1']), 'k-1');
    const first = await send(app, PATH, upload);
    const { plates } = first.body as { plates: { id: string }[] };
    await app.store.detections.review(plates[0]?.id ?? '', { status: 'rejected', reviewer: 'ann' });
    assert.equal((await send(app, PATH, upload)).text, first.text);
  });

  test('another upload is refused', async (t) => {
    const app = await start(t);
    await addCamera(app, 'lane-2');
    await send(app, PATH, withKey(uploadOf(['AB1']), 'k-1'));
    const others = [uploadOf(['AB2']), uploadOf(['AB1'], { cameraId: 'lane-2' })];
    for (const other of others) {
      const answer = await send(app, PATH, withKey(other, 'k-1'));
      assert.deepEqual([answer.status, problemOf(answer).type], [422, 'idempotency-key-reused']);
    }
    assert.equal(await count(app), 1);
  });

  test('a key that is none is refused', async (t) => {
    const app = await start(t);
    for (const key of ['', 'k 1', 'x'.repeat(256), 'š']) {
      const upload = withKey(uploadOf(['AB1']), Buffer.from(key).toString('latin1'));
      const answer = await send(app, PATH, upload);
      const { errors } = problemOf(answer) as { errors?: { in: string; name: string }[] };
      assert.equal(answer.status, 400, key);
      assert.deepEqual([errors?.[0]?.in, errors?.[0]?.name], ['header', 'idempotency-key']);
    }
  });
});

describe('refused, as problems, are', () => {
  const ID = '0176bae0-8218-7000-8000-000000000000';
  const post = (upload: Parameters<typeof send>[2]) => ({
    path: PATH,
    options: { method: 'POST', ...upload },
  });
  const cases: {
    name: string;
    path: string;
    options?: Parameters<typeof send>[2];
    status: number;
    type: string;
    detail: RegExp;
  }[] = [
    { name: 'no form', ...post({}), status: 400, type: 'invalid-request', detail: /Image file is missing/ },
    {
      name: 'another field',
      ...post(form(imagePart({ name: 'picture' }))),
      status: 400,
      type: 'invalid-request',
      detail: /should be named 'image'/,
    },
    {
      name: 'another format',
      ...post(form(imagePart({ content: 'GIF89a' }))),
      status: 400,
      type: 'unreadable-image',
      detail: /neither PNG nor JPG/,
    },
    {
      name: 'a broken picture',
      ...post(form(imagePart())),
      status: 400,
      type: 'unreadable-image',
      detail: /could not be decoded/,
    },
    {
      name: 'too many bytes',
      ...post(form(imagePart({ content: Buffer.alloc(100_001, 0xff) }))),
      status: 413,
      type: 'image-too-large',
      detail: /100000 bytes/,
    },
    {
      name: 'an unknown camera',
      ...post(uploadOf([], { cameraId: 'lane-9' })),
      status: 422,
      type: 'unknown-camera',
      detail: /'lane-9'/,
    },
    {
      name: 'a camera of no form',
      ...post(uploadOf([], { cameraId: '../x' })),
      status: 400,
      type: 'invalid-request',
      detail: /form cameraId: .*got '\.\.\/x'/,
    },
    {
      name: 'an unknown field',
      ...post(uploadOf([], { camera: 'lane-9' })),
      status: 400,
      type: 'invalid-request',
      detail: /camera/,
    },
    {
      name: 'a field twice',
      ...post(form({ name: 'cameraId', content: 'a' }, { name: 'cameraId', content: 'b' }, imagePart())),
      status: 400,
      type: 'invalid-request',
      detail: /cameraId/,
    },
    {
      name: 'a time without an offset',
      ...post(uploadOf([], { capturedAt: '2024-06-01T12:00:00' })),
      status: 400,
      type: 'invalid-request',
      detail: /capturedAt: Expected an RFC 3339 datetime with an offset/,
    },
    {
      name: 'a day that is none',
      ...post(uploadOf([], { capturedAt: '2024-02-30T12:00:00Z' })),
      status: 400,
      type: 'invalid-request',
      detail: /capturedAt/,
    },
    {
      name: 'a time to come',
      ...post(uploadOf([], { capturedAt: '2024-06-01T12:01:01Z' })),
      status: 422,
      type: 'captured-in-future',
      detail: /2024-06-01T12:01:01\.000Z/,
    },
    {
      name: 'an unknown capture',
      path: `${PATH}/${ID}`,
      status: 404,
      type: 'not-found',
      detail: /no such capture/,
    },
    {
      name: 'the picture of one',
      path: `${PATH}/${ID}/image`,
      status: 404,
      type: 'not-found',
      detail: /no such capture/,
    },
    {
      name: 'an id that is none',
      path: `${PATH}/1`,
      status: 400,
      type: 'invalid-request',
      detail: /path id: Expected a UUID, got '1'/,
    },
    {
      name: 'another method',
      path: PATH,
      options: { method: 'PUT' },
      status: 405,
      type: 'method-not-allowed',
      detail: /POST, got PUT/,
    },
    { name: 'an unknown address', path: '/api/v1/x', status: 404, type: 'not-found', detail: /nothing/ },
    {
      name: 'an address of broken codes',
      path: `${PATH}/%E0%A4%A`,
      status: 400,
      type: 'invalid-request',
      detail: /address/,
    },
  ];
  for (const { name, path, options, status, type, detail } of cases) {
    test(name, async (t) => {
      const answer = await send(await start(t), path, options);
      const problem = problemOf(answer);
      assert.deepEqual([answer.status, problem.status, problem.type], [status, status, type], answer.text);
      assert.match(problem.detail, detail);
    });
  }
});

test('both uploads are one: what either takes the other finds', async (t) => {
  const app = await start(t);
  await send(app, '/upload-camera-image', uploadOf(['AB1234CD'], { anything: 'else' }));
  await send(app, PATH, uploadOf(['CD567EF']));
  const { body } = await send(app, '/api/v1/detections');
  const texts = (body as { detections: { text: string }[] }).detections.map(({ text }) => text);
  assert.deepEqual(texts.toSorted(), ['AB1234CD', 'CD567EF']);
  const check = await send(app, '/check-license-plate/AB1234CD,CD567EF/2024-06-01T12:00:00Z');
  assert.deepEqual(
    (check.body as { detected: boolean }[]).map(({ detected }) => detected),
    [true, true],
  );
});

test('the original check finds what was captured long ago and arrives now', async (t) => {
  const app = await startOnStore(await tempFolder(t));
  const lastLook = new Date();
  await send(app, PATH, uploadOf(['LATE1'], { capturedAt: '2024-01-15T08:30:00Z' }));
  const { body } = await send(app, `/check-license-plate/LATE1/${lastLook.toISOString()}`);
  assert.deepEqual(body, [{ detected: true, plate: 'LATE1', time: '2024-01-15T08:30:00' }]);
});
