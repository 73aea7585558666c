import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { BadRequestError } from '../../src/errors.js';
import type { DetectionFilter, NewDetection, Store } from '../../src/store/contracts.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempStore, testOnBoth } from './support/temp-store.js';

interface Given extends Partial<NewDetection> {
  readonly text: string;
  readonly at?: number;
  readonly cameraId?: string;
}

async function fill(store: Store, ...given: readonly Given[]): Promise<void> {
  for (const { at = 0, cameraId = null, ...detection } of given) {
    const detections = [newDetection(detection.text, detection)];
    await store.captures.save(newCapture(detections, { capturedAt: new Date(at), cameraId }));
  }
}

const cameras = [
  { id: 'n1', name: 'N1', gantry: 'north', lane: '1', facing: 'front' },
  { id: 'n2', name: 'N2', gantry: 'north', lane: '2', facing: 'rear' },
  { id: 's1', name: 'S1', gantry: 'south', lane: '1', facing: null },
] as const;

async function texts(store: Store, filter: DetectionFilter): Promise<string> {
  const { detections, next } = await store.detections.list(filter, { limit: 100, cursor: null });
  assert.equal(next, null);
  return detections.map((detection) => detection.text).join(' ');
}

const ROWS: readonly Given[] = [
  { text: 'AB1', at: 1000, cameraId: 'n1', confidence: 0.25 },
  { text: 'AB2', at: 2000, cameraId: 'n2', status: 'review' },
  { text: 'AB3', at: 3000, cameraId: 's1', confidence: 1 },
  { text: 'CD4', at: 4000, status: 'review' },
  { text: 'AB10', at: 5000, cameraId: 'n1', confidence: 0.5 },
];

const FILTERS: readonly (readonly [filter: DetectionFilter, expected: string])[] = [
  [{}, 'AB10 CD4 AB3 AB2 AB1'],
  [{ plate: { text: 'ab-1', match: 'exact' } }, 'AB1'],
  [{ plate: { text: 'AB', match: 'prefix' } }, 'AB10 AB3 AB2 AB1'],
  [{ plate: { text: 'AB1', match: 'prefix' } }, 'AB10 AB1'],
  [{ plate: { text: 'XY', match: 'prefix' } }, ''],
  [{ plate: { text: 'AB', match: 'exact' } }, ''],
  [{ plate: { text: '8', match: 'similar' } }, ''],
  [{ plate: { text: 'A83', match: 'similar' } }, 'AB3 AB2 AB1'],
  [{ plate: { text: 'ABIO', match: 'similar' } }, 'AB10 AB1'],
  [{ plate: { text: 'ABI', match: 'similar' } }, 'AB10 AB3 AB2 AB1'],
  [{ from: new Date(2000) }, 'AB10 CD4 AB3 AB2'],
  [{ to: new Date(2000) }, 'AB2 AB1'],
  [{ from: new Date(2000), to: new Date(4000) }, 'CD4 AB3 AB2'],
  [{ cameraId: 'n1' }, 'AB10 AB1'],
  [{ cameraId: 'none' }, ''],
  [{ gantry: 'north' }, 'AB10 AB2 AB1'],
  [{ gantry: 'none' }, ''],
  [{ gantry: 'north', cameraId: 's1' }, ''],
  [{ gantry: 'north', cameraId: 'n2' }, 'AB2'],
  [{ status: ['review'] }, 'CD4 AB2'],
  [{ status: ['accepted'] }, 'AB10 AB3 AB1'],
  [{ status: ['review', 'rejected'] }, 'CD4 AB2'],
  [{ status: [] }, ''],
  [{ minConfidence: 0.5 }, 'AB10 CD4 AB3 AB2'],
  [{ minConfidence: 1 }, 'AB3'],
  [{ plate: { text: 'AB', match: 'prefix' }, gantry: 'north', status: ['accepted'] }, 'AB10 AB1'],
  [{ plate: { text: 'AB1', match: 'exact' }, gantry: 'north', from: new Date(1000) }, 'AB1'],
  [{ plate: { text: 'AB3', match: 'similar' }, cameraId: 'n2', status: ['review'] }, 'AB2'],
  [{ gantry: 'north', status: ['review'], minConfidence: 0.5 }, 'AB2'],
];

testOnBoth('every filter gives what it says, newest first', async (_, folder) => {
  const store = await openTempStore(folder);
  for (const camera of cameras) await store.cameras.create(camera);
  await fill(store, ...ROWS);
  for (const [filter, expected] of FILTERS)
    assert.equal(await texts(store, filter), expected, JSON.stringify(filter));
});

testOnBoth('a row says why it was found', async (_, folder) => {
  const store = await openTempStore(folder);
  await fill(store, { text: 'AB10', at: 2 }, { text: 'A810', at: 1 });
  const reasons = async (filter: DetectionFilter) => {
    const { detections } = await store.detections.list(filter, { limit: 9, cursor: null });
    return detections.map(({ match }) => match);
  };
  assert.deepEqual(await reasons({}), [null, null]);
  assert.deepEqual(await reasons({ plate: { text: 'AB10', match: 'exact' } }), [{ kind: 'exact' }]);
  assert.deepEqual(await reasons({ plate: { text: 'AB', match: 'prefix' } }), [{ kind: 'prefix' }]);
  assert.deepEqual(await reasons({ plate: { text: 'ab 10', match: 'prefix' } }), [{ kind: 'exact' }]);
  assert.deepEqual(await reasons({ plate: { text: 'AB10', match: 'similar' } }), [
    { kind: 'exact' },
    { kind: 'similar', differences: [{ kind: 'confusable', position: 1, asked: 'B', found: '8' }] },
  ]);
});

const PAGED: readonly DetectionFilter[] = [
  {},
  { plate: { text: 'AB', match: 'prefix' } },
  { plate: { text: 'AB1', match: 'similar' } },
  { gantry: 'north' },
  { cameraId: 'n1' },
  { status: ['accepted'] },
  { status: ['review', 'rejected'] },
];

testOnBoth(
  'pages follow each other without gap or repetition, within one instant, too',
  async (_, folder) => {
    const store = await openTempStore(folder);
    for (const camera of cameras) await store.cameras.create(camera);
    for (let index = 0; index < 24; index += 1) {
      const cameraId = index % 2 === 0 ? 'n1' : 'n2';
      const detections = ['AB1', 'AB2'].map((plate, at) =>
        newDetection(plate, { status: at === 0 ? 'review' : 'accepted' }),
      );
      await store.captures.save(
        newCapture(detections, { capturedAt: new Date(1000 * (index >> 3)), cameraId }),
      );
    }
    for (const [round, filter] of PAGED.entries()) {
      const { detections: whole } = await store.detections.list(filter, { limit: 1000, cursor: null });
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await store.detections.list(filter, { limit: 5, cursor });
        ids.push(...page.detections.map(({ id }) => id));
        // What comes meanwhile is newer, and belongs before the first page.
        if (cursor === null)
          await fill(store, { text: 'AB1', at: 9_000_000 + round, cameraId: 'n1', status: 'review' });
        cursor = page.next;
      } while (cursor !== null);
      assert.deepEqual(
        ids,
        whole.map(({ id }) => id),
        JSON.stringify(filter),
      );
      const times = whole.map(({ capturedAt }) => capturedAt.getTime());
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
      );
    }
  },
);

testOnBoth('a page that ends with the list has no next', async (_, folder) => {
  const store = await openTempStore(folder);
  await fill(store, { text: 'AB1' }, { text: 'AB2' });
  assert.equal((await store.detections.list({}, { limit: 2, cursor: null })).next, null);
  assert.notEqual((await store.detections.list({}, { limit: 1, cursor: null })).next, null);
});

testOnBoth('each gives all of them, over more than one page', async (_, folder) => {
  const store = await openTempStore(folder);
  const plates = Array.from({ length: 510 }, (_value, index) => newDetection(`P${index}`));
  await store.captures.save(newCapture(plates));
  const seen = new Set<string>();
  for await (const detection of store.detections.each({ plate: { text: 'P', match: 'prefix' } }))
    seen.add(detection.text);
  assert.equal(seen.size, 510);
});

const REFUSED: readonly (readonly [DetectionFilter, string | null])[] = [
  [{ plate: { text: '- ', match: 'exact' } }, null],
  [{ plate: { text: '', match: 'similar' } }, null],
  [{ plate: { text: 'A'.repeat(21), match: 'similar' } }, null],
  [{}, ''],
  [{}, 'nonsense'],
  [{}, Buffer.from('12 018df1f2-0000-7000-8000-00000000000a x').toString('base64url')],
  [{}, Buffer.from('1e400 018df1f2-0000-7000-8000-00000000000a').toString('base64url')],
];

testOnBoth('what cannot be looked for is refused', async (_, folder) => {
  const store = await openTempStore(folder);
  for (const [filter, cursor] of REFUSED) {
    await assert.rejects(store.detections.list(filter, { limit: 1, cursor }), BadRequestError);
  }
  await assert.rejects(async () => {
    for await (const detection of store.detections.each({ plate: { text: '?', match: 'exact' } }))
      assert.fail(detection.text);
  }, BadRequestError);
});

testOnBoth('a text that looks like SQL or a pattern is only a text', async (_, folder) => {
  const store = await openTempStore(folder);
  await fill(store, { text: 'AB1' });
  assert.equal(await texts(store, { plate: { text: 'A%', match: 'prefix' } }), 'AB1');
  assert.equal(await texts(store, { cameraId: `' OR 1=1 --` }), '');
  assert.equal(await texts(store, { gantry: `$1' OR '1'='1` }), '');
});

testOnBoth('picture and crop are given as they were stored', async (_, folder) => {
  const store = await openTempStore(folder);
  const { id, detections } = await store.captures.save(
    newCapture([newDetection('AB1'), newDetection('CD2')]),
  );
  const picture = (await store.captures.picture(id)) ?? assert.fail();
  assert.deepEqual(
    [picture.mediaType, picture.size, await text(picture.open())],
    ['image/jpeg', 7, 'picture'],
  );
  const crop = (await store.detections.crop(detections[1]?.id ?? '')) ?? assert.fail();
  assert.deepEqual([crop.mediaType, await text(crop.open())], ['image/png', 'crop of CD2']);
  assert.equal(await store.captures.picture('none'), null);
  assert.equal(await store.detections.crop('none'), null);
  assert.equal(await store.detections.get('none'), null);
  assert.equal(await store.captures.get('none'), null);
});
