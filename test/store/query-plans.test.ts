/** That no question, however it is asked, reads a whole table or index: at ten million rows that would take seconds. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { fillDetections, FREQUENT_PLATE, benchPlate } from '../../bench/store/fill-detections.js';
import type { DetectionFilter } from '../../src/store/contracts.js';
import type { Database } from '../../src/store/database.js';
import { pageSql } from '../../src/store/detection-page.js';
import { planSearch, PREFIX_COUNT_SQL, similarPlatesSql } from '../../src/store/detection-search.js';
import { latestDetectionsSql } from '../../src/store/latest-detections.js';
import { EVENTS_SQL } from '../../src/store/read-detections.js';
import { STATISTICS_SQL } from '../../src/store/statistics.js';
import { DIALECTS, openTempParts, tempFolder } from './support/temp-store.js';
import { explain } from './support/explain.js';

const DETECTIONS = 40_000;
/** So few, that with so few detections some prefixes have more. */
const FEW = 300;
const FROM = new Date('2024-01-01T00:00:00Z');
const TO = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2025-12-31T23:00:00Z');

async function openFilled(t: TestContext, dialect: (typeof DIALECTS)[number]): Promise<Database> {
  const { database } = await openTempParts(await tempFolder(t, dialect));
  await fillDetections(database, { detections: DETECTIONS, vehicles: 9_000, from: FROM, to: TO });
  if (dialect === 'postgres') await database.sequelize.query(MORE_PLATES);
  return database;
}

/** Of a table that is small PostgreSQL rightly reads all. */
const MORE_PLATES = `INSERT INTO plates SELECT 'XX' || n, 'XX' || n FROM generate_series(1, 400000) AS n; ANALYZE plates`;

const LISTS: Readonly<Record<string, DetectionFilter>> = {
  'all of them': {},
  'a span of time': { from: FROM, to: LATER },
  'a plate': { plate: { text: benchPlate(5), match: 'exact' } },
  'a plate that is frequent': { plate: { text: FREQUENT_PLATE, match: 'exact' }, from: LATER },
  'a plate, of one gantry': { plate: { text: benchPlate(5), match: 'exact' }, gantry: 'gantry-1' },
  'a plate like it': { plate: { text: benchPlate(5), match: 'similar' } },
  'a rare prefix': { plate: { text: 'ZG000', match: 'prefix' } },
  'a frequent prefix': { plate: { text: 'Z', match: 'prefix' } },
  'a frequent prefix of one camera': { plate: { text: 'Z', match: 'prefix' }, cameraId: 'camera-1' },
  'a camera': { cameraId: 'camera-1' },
  'a camera, since an instant': { cameraId: 'camera-1', from: LATER },
  'a gantry': { gantry: 'gantry-1' },
  'those for review': { status: ['review'] },
  'those for review or rejected': { status: ['review', 'rejected'] },
  'those accepted, since an instant': { status: ['accepted'], from: LATER },
};

for (const dialect of DIALECTS) {
  test(`${dialect}: no question reads a whole table or index`, async (t) => {
    const database = await openFilled(t, dialect);
    const ask = async (name: string, sql: string, values: readonly unknown[], most: number) => {
      const { scans, rows, text } = await explain(database, sql, values);
      assert.deepEqual(scans, [], `${name}\n${text}`);
      assert.ok(rows <= most, `${name}: ${rows} rows read, ${most} expected at most\n${text}`);
    };
    for (const [name, filter] of Object.entries(LISTS)) {
      const search = await planSearch(database, filter, FEW);
      const { sql, values } = pageSql(dialect, search, { limit: 50, before: null });
      await ask(name, sql, values, 2500);
      const before = { capturedAt: LATER.getTime(), id: '018df1f2-0000-7000-8000-00000000000a' };
      const next = pageSql(dialect, search, { limit: 50, before });
      await ask(`${name}, another page`, next.sql, next.values, 2500);
    }
    const similar = similarPlatesSql(benchPlate(5));
    await ask('plates alike', similar.sql, similar.values, 100);
    await ask('how many have a prefix', PREFIX_COUNT_SQL, ['ZG000', 'ZG000~', FEW], 500);
    await ask('events', EVENTS_SQL, [DETECTIONS - 20, 200], 100);
    await ask('statistics', STATISTICS_SQL, [LATER.getTime(), TO.getTime(), 60_000], 500);
    for (const plates of [1, 2, 500]) {
      const asked = Array.from({ length: plates }, (_, index) => benchPlate(index));
      await ask(
        `${plates} plates checked`,
        latestDetectionsSql(plates),
        [FROM.getTime(), ...asked],
        5 * plates,
      );
    }
    for (const from of [FROM, LATER, TO]) {
      const bind = [from.getTime(), FREQUENT_PLATE];
      await ask(`a frequent plate, checked since ${from.toISOString()}`, latestDetectionsSql(1), bind, 60);
    }
  });
}
