import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tempFolder } from '../../store/support/temp-store.js';
import { startOnStore, type AppOnStore } from '../../support/app-on-store.js';
import { send } from '../../support/app-under-test.js';
import { uploadOf } from '../../support/written-plates.js';

const PATH = '/api/v1/detections';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly match: { readonly kind: string; readonly differences: unknown[] } | null;
  readonly review: unknown;
  readonly read: unknown;
}

/** Five captures a minute apart, the last the newest; of two cameras and of none. */
async function filled(t: Parameters<typeof tempFolder>[0], changes = {}): Promise<AppOnStore> {
  const app = await startOnStore(await tempFolder(t), changes);
  await app.store.cameras.create({ id: 'c1', name: 'One', gantry: 'A1', lane: '1', facing: 'front' });
  await app.store.cameras.create({ id: 'c2', name: 'Two', gantry: '=A2', lane: null, facing: null });
  const captures: readonly (readonly [plates: readonly string[], camera: string | null])[] = [
    [['AB1234CD'], 'c1'],
    [['A81234CD?'], 'c1'],
    [['AB1234CDE', 'ZG100'], 'c2'],
    [['XX1'], 'c2'],
    [['AB1234CD'], null],
  ];
  for (const [minute, [plates, cameraId]] of captures.entries()) {
    const fields = { capturedAt: `2024-06-01T12:0${minute}:00Z`, ...(cameraId === null ? {} : { cameraId }) };
    const { status, text } = await send(app, '/api/v1/captures', uploadOf(plates, fields));
    assert.equal(status, 201, text);
  }
  return app;
}

async function listOf(app: AppOnStore, query: string): Promise<readonly Row[]> {
  const { status, body, text } = await send(app, `${PATH}?${query}`);
  assert.equal(status, 200, text);
  return (body as { detections: Row[] }).detections;
}

describe('GET /detections finds', () => {
  const cases: readonly (readonly [query: string, texts: readonly string[]])[] = [
    ['', ['AB1234CD', 'XX1', 'ZG100', 'AB1234CDE', 'A81234CD', 'AB1234CD']],
    ['plate=ab%201234-cd', ['AB1234CD', 'AB1234CD']],
    ['plate=AB12&match=prefix', ['AB1234CD', 'AB1234CDE', 'AB1234CD']],
    ['plate=AB1234CD&match=similar', ['AB1234CD', 'AB1234CDE', 'A81234CD', 'AB1234CD']],
    ['from=2024-06-01T12:03:00Z', ['AB1234CD', 'XX1']],
    ['from=2024-06-01T14:03:00%2B02:00', ['AB1234CD', 'XX1']],
    ['to=2024-06-01T12:01:00Z', ['A81234CD', 'AB1234CD']],
    ['from=2024-06-01T12:01:00Z&to=2024-06-01T12:01:00Z', ['A81234CD']],
    ['cameraId=c1', ['A81234CD', 'AB1234CD']],
    ['cameraId=nobody', []],
    ['gantry=A1', ['A81234CD', 'AB1234CD']],
    ['status=review', ['A81234CD']],
    ['status=review,corrected', ['A81234CD']],
    ['minConfidence=0.76', []],
    ['plate=AB1234CD&cameraId=c1&minConfidence=0.75', ['AB1234CD']],
  ];
  test('what fits all that is asked, newest first', async (t) => {
    const app = await filled(t);
    for (const [query, texts] of cases) {
      const rows = await listOf(app, query);
      assert.deepEqual(rows.map(({ text }) => text).toSorted(), texts.toSorted(), query);
      // Those of one instant have no order that a caller could know.
      assert.equal(rows[0]?.text, texts[0], query);
    }
  });

  test('and says why', async (t) => {
    const app = await filled(t);
    const similar = await listOf(app, 'plate=AB1234CD&match=similar&cameraId=c1');
    assert.deepEqual(
      similar.map(({ match }) => match),
      [
        { kind: 'similar', differences: [{ kind: 'confusable', position: 1, asked: 'B', found: '8' }] },
        { kind: 'exact', differences: [] },
      ],
    );
    const [any] = await listOf(app, 'limit=1');
    assert.equal(any?.match, null);
  });

  test('page by page all, each once', async (t) => {
    const app = await filled(t);
    const all = await listOf(app, '');
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page += 1) {
      assert.ok(page < 10, 'it ends');
      const query: string = `limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await send(app, `${PATH}?${query}`);
      const { detections, next } = body as { detections: Row[]; next: string | null };
      assert.ok(detections.length <= 2);
      seen.push(...detections.map(({ id }) => id));
      cursor = next;
    }
    assert.deepEqual(
      seen,
      all.map(({ id }) => id),
    );
  });

  for (const query of [
    'plates=AB1',
    'plate=',
    'plate=%20-%20',
    'match=fuzzy',
    'from=yesterday',
    'from=2024-06-01T12:00:00',
    'status=good',
    'status=review,',
    'minConfidence=2',
    'minConfidence=-1',
    'limit=0',
    'limit=501',
    'limit=ten',
    'cursor=xyz',
    'cameraId=a%20b',
    'limit=1&limit=2',
  ]) {
    test(`nothing for ?${query}, which is refused`, async (t) => {
      const { status, body, text } = await send(await filled(t), `${PATH}?${query}`);
      assert.equal(status, 400, text);
      assert.equal((body as { type: string }).type, 'urn:gantry:problem:invalid-request');
    });
  }
});

describe('as CSV', () => {
  const csv = (app: AppOnStore, query = '', accept = 'text/csv', method = 'GET') =>
    send(app, `${PATH}?${query}`, { method, headers: { accept } });

  test('there are all that fit, in columns', async (t) => {
    const app = await filled(t);
    const { status, headers, text } = await csv(app, 'limit=1&plate=AB1234CD');
    assert.equal(status, 200);
    assert.match(String(headers['content-type']), /^text\/csv; charset=utf-8/);
    assert.match(String(headers['content-disposition']), /filename="detections\.csv"/);
    const [head, ...rows] = text.split('\r\n');
    assert.equal(
      head,
      'id,captureId,capturedAt,receivedAt,cameraId,gantry,lane,text,confidence,status,country,readText,readStatus,reviewer,reviewedAt,match',
    );
    assert.equal(rows.length, 3, 'two rows and the end of the last');
    assert.match(
      rows[1] ?? '',
      /^[0-9a-f-]{36},[0-9a-f-]{36},2024-06-01T12:00:00\.000Z,[^,]+Z,c1,A1,1,AB1234CD,0\.75,accepted,HR,AB1234CD,accepted,,,exact$/,
    );
  });

  test('what a spreadsheet would run is disarmed', async (t) => {
    const { text } = await csv(await filled(t), 'cameraId=c2');
    assert.match(text, /,c2,'=A2,/);
    assert.doesNotMatch(text, /,[=+@\t-]/);
  });

  test('nothing found is a table without rows', async (t) => {
    const { text } = await csv(await filled(t), 'plate=NEVER1');
    assert.equal(text.split('\r\n').filter((line) => line !== '').length, 1);
  });

  test('a wrong question is a problem, and HEAD has no body', async (t) => {
    const app = await filled(t);
    assert.equal((await csv(app, 'plate=%20')).status, 400);
    const head = await csv(app, '', 'text/csv', 'HEAD');
    assert.deepEqual([head.status, head.text], [200, '']);
  });

  test('what is accepted decides: JSON unless CSV is preferred', async (t) => {
    const app = await filled(t);
    const typeFor = async (accept: string) => (await csv(app, '', accept)).headers['content-type'];
    assert.match(String(await typeFor('*/*')), /^application\/json/);
    assert.match(String(await typeFor('text/csv, application/json;q=0.5')), /^text\/csv/);
    const refused = await csv(app, '', 'image/png');
    assert.deepEqual(
      [refused.status, (refused.body as { type: string }).type],
      [406, 'urn:gantry:problem:not-acceptable'],
    );
  });
});

describe('PATCH /detections/:id', () => {
  const patch = (app: AppOnStore, id: string, body: unknown, type = 'application/json') =>
    send(app, `${PATH}/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test('keeps what was read, who reviewed and when; the latest review counts', async (t) => {
    const app = await filled(t);
    const [row] = await listOf(app, 'status=review');
    const id = row?.id ?? '';
    const { status, body } = await patch(app, id, { status: 'corrected', text: 'ab 1234 cd' });
    assert.equal(status, 200);
    const corrected = body as Row & { review: { reviewedAt: string } };
    assert.deepEqual([corrected.text, corrected.status], ['AB1234CD', 'corrected']);
    assert.deepEqual(corrected.read, { text: 'A81234CD', status: 'review' });
    const { reviewedAt, ...review } = corrected.review;
    assert.deepEqual(review, { status: 'corrected', text: 'AB1234CD', reviewer: 'anonymous' });
    assert.ok(Math.abs(Date.parse(reviewedAt) - Date.now()) < 60_000);
    assert.equal((await listOf(app, 'plate=AB1234CD')).length, 3);

    await patch(app, id, { status: 'rejected' });
    const { body: now } = await send(app, `${PATH}/${id}`);
    assert.equal((now as Row).status, 'rejected');
    const { body: all } = await send(app, `${PATH}/${id}/reviews`);
    assert.deepEqual(
      (all as { reviews: { status: string }[] }).reviews.map((each) => each.status),
      ['corrected', 'rejected'],
    );
  });

  test('a rejected plate is no longer found by the original check', async (t) => {
    const app = await filled(t);
    const check = async () => (await send(app, '/check-license-plate/XX1/2024-06-01T12:00:00Z')).body;
    assert.deepEqual(await check(), [{ detected: true, plate: 'XX1', time: '2024-06-01T12:03:00' }]);
    const [row] = await listOf(app, 'plate=XX1');
    await patch(app, row?.id ?? '', { status: 'rejected' });
    assert.deepEqual(await check(), [{ detected: false, plate: 'XX1', time: '' }]);
  });

  test('refuses what makes no sense', async (t) => {
    const app = await filled(t);
    const [row] = await listOf(app, 'limit=1');
    const id = row?.id ?? '';
    const cases: readonly (readonly [body: unknown, status: number, type?: string])[] = [
      [{}, 400],
      [{ status: 'accepted' }, 400],
      [{ status: 'corrected' }, 400],
      [{ status: 'corrected', text: ' - ' }, 400],
      [{ status: 'confirmed', text: 'AB1' }, 400],
      [{ status: 'confirmed', note: 'x' }, 400],
      ['{"status":', 400],
      ['"confirmed"', 400],
      [{ status: 'confirmed' }, 415, 'text/plain'],
      ['x'.repeat(70_000), 413],
    ];
    for (const [body, status, type] of cases) {
      const answer = await patch(app, id, body, type);
      assert.equal(answer.status, status, `${JSON.stringify(body).slice(0, 60)}: ${answer.text}`);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    }
    assert.equal((await listOf(app, 'limit=1'))[0]?.review, null);
  });

  test('and everything of a detection that is not there are 404', async (t) => {
    const app = await filled(t);
    const id = '0176bae0-8218-7000-8000-000000000000';
    const answers = [await patch(app, id, { status: 'confirmed' })];
    for (const path of ['', '/reviews', '/crop']) answers.push(await send(app, `${PATH}/${id}${path}`));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404, 404],
    );
  });
});
