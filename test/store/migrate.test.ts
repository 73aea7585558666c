import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryTypes } from 'sequelize';
import type { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { openSqlite } from '../../src/store/open-sqlite.js';
import { openTempParts, tempFolder, type TempFolder } from './support/temp-store.js';

async function open(folder: TempFolder): Promise<Database> {
  const database = await openSqlite(folder.databaseFile);
  folder.closing(() => database.close());
  return database;
}

async function schema({ sequelize }: Database): Promise<readonly unknown[]> {
  const sql = `SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name`;
  return sequelize.query(sql, { type: QueryTypes.SELECT });
}

const NAMES = MIGRATIONS.map(({ name }) => name);

test('migrating twice changes nothing the second time', async (t) => {
  const database = await open(await tempFolder(t));
  assert.deepEqual(await migrate(database), NAMES);
  const first = await schema(database);
  assert.deepEqual(await migrate(database), []);
  assert.deepEqual(await schema(database), first);
  assert.ok(first.length > NAMES.length);
});

test('names of migrations are unique and in the order of application', () => {
  assert.deepEqual([...new Set(NAMES)].sort(), NAMES);
});

test('of two that migrate at once one does it', async (t) => {
  const folder = await tempFolder(t);
  const applied = await Promise.all([migrate(await open(folder)), migrate(await open(folder))]);
  assert.deepEqual(applied.map((names) => names.length).sort(), [0, NAMES.length]);
});

test('a migration that fails leaves nothing, not even those before it', async (t) => {
  const database = await open(await tempFolder(t));
  const broken = { name: '9999-broken', statements: ['CREATE TABLE t (n INTEGER)', 'CREATE NONSENSE'] };
  await assert.rejects(migrate(database, [...MIGRATIONS, broken]), /9999-broken/);
  assert.deepEqual(await schema(database), []);
  assert.deepEqual(await migrate(database), NAMES);
});

test('a database of a later version is refused', async (t) => {
  const database = await open(await tempFolder(t));
  await migrate(database, [...MIGRATIONS, { name: '9999-later', statements: [] }]);
  await assert.rejects(migrate(database), /^Error: Expected .* for DATABASE_URL, but it has .*"9999-later"$/);
});

const CAPTURE = `INSERT INTO captures VALUES ('c', NULL, 1, 1, 'p', 'image/jpeg', 's', 1, 1, 1, 'e', '{}')`;

interface DetectionValues {
  readonly id?: string;
  readonly capture?: string;
  readonly plate?: string;
  readonly confidence?: number;
  readonly status?: string;
  readonly country?: string;
}

function detection(values: DetectionValues): string {
  const {
    id = 'd',
    capture = 'c',
    plate = 'A1',
    confidence = 0.5,
    status = 'review',
    country = 'NULL, NULL',
  } = values;
  return `INSERT INTO detections VALUES ('${id}', '${capture}', 0, 1, '${plate}', 'A1', ${confidence}, '${status}',
    ${country}, '[]', '{}', '[]', '[]', 'e', 'p')`;
}

const REFUSED = [
  [
    'a capture of a camera that is none',
    CAPTURE.replace('NULL', `'nowhere'`).replace(`'c'`, `'c2'`),
    'FOREIGN KEY',
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
  ['a detection without its capture', detection({ capture: 'nothing' }), 'FOREIGN KEY'],
  ['a detection without a plate', detection({ plate: '' }), 'detections_plate'],
  ['a confidence above 1', detection({ confidence: 1.01 }), 'detections_confidence'],
  ['a confidence below 0', detection({ confidence: -0.01 }), 'detections_confidence'],
  ['a status that is none', detection({ status: 'maybe' }), 'detections_status'],
  ['a country without its confidence', detection({ country: `'HR', NULL` }), 'detections_country'],
  ['a country confidence above 1', detection({ country: `'HR', 1.5` }), 'detections_country_confidence'],
  [
    'two at one position',
    `${detection({})}, ('d2', ${detection({}).split(`('d', `)[1]}`,
    'detections.position',
  ],
] as const;

for (const [name, sql, constraint] of REFUSED) {
  test(`the schema refuses ${name}`, async (t) => {
    const { database } = await openTempParts(await tempFolder(t));
    const run = (statement: string) =>
      database.write((transaction) => database.sequelize.query(statement, { transaction }));
    await run(CAPTURE);
    await assert.rejects(run(sql), ({ original }: { original: Error }) => {
      assert.match(original.message, new RegExp(`SQLITE_CONSTRAINT: .*${constraint}\\b`));
      return true;
    });
  });
}

test('the schema takes what the refused rows vary', async (t) => {
  const { database } = await openTempParts(await tempFolder(t));
  for (const sql of [CAPTURE, detection({ country: `'HR', 1` })]) {
    await database.write((transaction) => database.sequelize.query(sql, { transaction }));
  }
});
