import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { openDatabase } from '../../src/store/open-database.js';
import { selectRows } from '../../src/store/rows.js';
import { openTempParts, openTempStore, testOnBoth, type TempFolder } from './support/temp-store.js';

async function open(folder: TempFolder): Promise<Database> {
  const database = await openDatabase(folder.options.databaseUrl, () => undefined);
  folder.closing(() => database.close());
  return database;
}

const SCHEMA = {
  sqlite: `SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name`,
  postgres: `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
    ORDER BY table_name, ordinal_position`,
} as const;

async function schema({ dialect, sequelize }: Database): Promise<readonly unknown[]> {
  return selectRows(sequelize, SCHEMA[dialect]);
}

async function run({ write, sequelize }: Database, ...statements: readonly string[]): Promise<void> {
  await write(async (transaction) => {
    for (const sql of statements) await sequelize.query(sql, { transaction });
  });
}

const NAMES = MIGRATIONS.map(({ name }) => name);

testOnBoth('migrating twice changes nothing the second time', async (_, folder) => {
  const database = await open(folder);
  assert.deepEqual(await migrate(database), NAMES);
  const first = await schema(database);
  assert.deepEqual(await migrate(database), []);
  assert.deepEqual(await schema(database), first);
  assert.ok(first.length > NAMES.length);
});

test('names of migrations are unique and in the order of application', () => {
  assert.deepEqual([...new Set(NAMES)].sort(), NAMES);
});

testOnBoth('of several that migrate at once one does it', async (_, folder) => {
  const databases = await Promise.all(Array.from({ length: 4 }, () => open(folder)));
  const applied = await Promise.all(databases.map((database) => migrate(database)));
  assert.deepEqual(applied.map((names) => names.length).sort(), [0, 0, 0, NAMES.length]);
});

testOnBoth('a migration that fails leaves nothing, not even those before it', async (_, folder) => {
  const database = await open(folder);
  const broken = { name: '9999-broken', statements: ['CREATE TABLE t (n INTEGER)', 'CREATE NONSENSE'] };
  await assert.rejects(migrate(database, [...MIGRATIONS, broken]), /9999-broken/);
  assert.deepEqual(await schema(database), []);
  assert.deepEqual(await migrate(database), NAMES);
});

testOnBoth('a database of a later version is refused', async (_, folder) => {
  const database = await open(folder);
  await migrate(database, [...MIGRATIONS, { name: '9999-later', statements: [] }]);
  await assert.rejects(migrate(database), /^Error: Expected .* for DATABASE_URL, but it has .*"9999-later"$/);
});

const FIRST_VERSION = [
  `INSERT INTO cameras VALUES ('k', 'Camera', 'north', '1', 'rear')`,
  ...[
    ['018df1f2-0000-7000-8000-00000000000a', "'k'", 1000, 1500],
    ['018df1f2-0000-7000-8000-00000000000b', 'NULL', 2000, 2600],
  ].map(
    ([id = '', camera = '', captured = 0, received = 0]) => `INSERT INTO captures VALUES ('${id}', ${camera},
      ${captured}, ${received}, 'p', 'image/jpeg', 's', 1, 1, 1, 'e', '{"total": 15.5}')`,
  ),
  ...[
    ['c', 'b', 0, 'BO12', 'accepted'],
    ['d', 'a', 1, 'AB12', 'review'],
    ['e', 'a', 0, 'ZG1SI', 'accepted'],
  ].map(
    ([id = '', capture = '', position = 0, plate = '', status = '']) => `INSERT INTO detections VALUES (
      '018df1f2-0000-7000-8000-00000000000${id}', '018df1f2-0000-7000-8000-00000000000${capture}', ${position}, 1000,
      '${plate}', '${plate}', 0.5, '${status}', NULL, NULL, '[]', '{}', '[]', '[]', 'e', 'p')`,
  ),
];

testOnBoth('what the first version stored is there in the present one', async (_, folder) => {
  const database = await open(folder);
  await migrate(database, MIGRATIONS.slice(0, 1));
  await run(database, ...FIRST_VERSION);
  await database.close();

  const { captures, detections, events, statistics } = await openTempStore(folder);
  const found = await events.read(0, 10);
  assert.deepEqual(
    found.map(({ id, detection }) => [
      id,
      detection.text,
      detection.cameraId,
      detection.gantry,
      detection.read,
    ]),
    [
      [1, 'BO12', null, null, { text: 'BO12', status: 'accepted' }],
      [2, 'AB12', 'k', 'north', { text: 'AB12', status: 'review' }],
      [3, 'ZG1SI', 'k', 'north', { text: 'ZG1SI', status: 'accepted' }],
    ],
  );
  assert.equal(await events.latestId(), 3);
  assert.equal((await captures.latestDetections(['AB12'], new Date(1500))).length, 1);
  assert.equal((await captures.latestDetections(['AB12'], new Date(1501))).length, 0);
  const similar = await detections.list(
    { plate: { text: '2G15I', match: 'similar' } },
    { limit: 10, cursor: null },
  );
  assert.deepEqual(
    similar.detections.map(({ text }) => text),
    ['ZG1SI'],
  );
  const buckets = await statistics.buckets({ from: new Date(0), to: new Date(10_000), bucketMs: 10_000 });
  assert.deepEqual(
    buckets.map((bucket) => [
      bucket.cameraId,
      bucket.detections,
      bucket.detectionsForReview,
      bucket.latency.max,
    ]),
    [
      [null, 1, 0, 15.5],
      ['k', 2, 1, 15.5],
    ],
  );
});

const CAPTURE = `INSERT INTO captures (id, camera_id, captured_at, received_at, image_path, image_media_type,
  image_sha256, image_bytes, image_width, image_height, engine_version, timings)
  VALUES ('c', NULL, 1, 1, 'p', 'image/jpeg', 's', 1, 1, 1, 'e', '{}')`;

interface DetectionValues {
  readonly id?: string;
  readonly capture?: string;
  readonly plate?: string;
  readonly confidence?: number;
  readonly status?: string;
  readonly country?: string;
  readonly eventId?: number;
}

function detection(values: DetectionValues): string {
  const {
    id = 'd',
    capture = 'c',
    plate = 'A1',
    confidence = 0.5,
    status = 'review',
    country = 'NULL, NULL',
    eventId = 1,
  } = values;
  return `INSERT INTO detections (id, capture_id, position, captured_at, plate, text, confidence, status, country_code,
    country_confidence, corners, box, candidates, readings, engine_version, crop_path, event_id) VALUES ('${id}', '${capture}', 0, 1, '${plate}', 'A1', ${confidence}, '${status}',
    ${country}, '[]', '{}', '[]', '[]', 'e', 'p', ${eventId})`;
}

const REFUSED = [
  [
    'a capture of a camera that is none',
    CAPTURE.replace('NULL', `'nowhere'`).replace(`'c'`, `'c2'`),
    'FOREIGN KEY|fkey',
  ],
  [
    'a capture of another media type',
    CAPTURE.replace('jpeg', 'gif').replace(`'c'`, `'c2'`),
    'captures_image_media_type',
  ],
  [
    'a capture without a picture',
    CAPTURE.replace(`'s', 1`, `'s', 0`).replace(`'c'`, `'c2'`),
    'captures_image_size',
  ],
  [
    'a camera that faces aside',
    `INSERT INTO cameras VALUES ('k', 'k', NULL, NULL, 'side')`,
    'cameras_facing',
  ],
  ['a detection without its capture', detection({ capture: 'nothing' }), 'FOREIGN KEY|fkey'],
  ['a detection without a plate', detection({ plate: '' }), 'detections_plate'],
  ['a confidence above 1', detection({ confidence: 1.01 }), 'detections_confidence'],
  ['a confidence below 0', detection({ confidence: -0.01 }), 'detections_confidence'],
  ['a status that is none', detection({ status: 'maybe' }), 'detections_status'],
  ['a country without its confidence', detection({ country: `'HR', NULL` }), 'detections_country'],
  ['a country confidence above 1', detection({ country: `'HR', 1.5` }), 'detections_country_confidence'],
  [
    'two at one position',
    `${detection({})}, ('d2', ${detection({ eventId: 2 }).split(`('d', `)[1]}`,
    'detections[._]position',
  ],
] as const;

for (const [name, sql, constraint] of REFUSED) {
  testOnBoth(`the schema refuses ${name}`, async (_, folder) => {
    const { database } = await openTempParts(folder);
    await run(database, CAPTURE);
    await assert.rejects(run(database, sql), ({ original }: { original: Error }) => {
      assert.match(original.message, new RegExp(`constraint.*(?:${constraint})\\b`, 'i'));
      return true;
    });
  });
}

testOnBoth('the schema takes what the refused rows vary', async (_, folder) => {
  const { database } = await openTempParts(folder);
  await run(database, CAPTURE, detection({ country: `'HR', 1` }));
});
