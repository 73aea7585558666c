/**
 * How long the check takes on an empty and on a full store.
 * node dist/bench/store/check-latency.js [--detections 1000000] [--rounds 300]
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { QueryTypes } from 'sequelize';
import type { Database } from '../../src/store/database.js';
import { latestDetections, latestDetectionsSql } from '../../src/store/latest-detections.js';
import { migrate } from '../../src/store/migrate.js';
import { openSqlite } from '../../src/store/open-sqlite.js';
import { benchPlate, fillDetections, FREQUENT_PLATE } from './fill-detections.js';

const PLATE_COUNTS = [1, 10, 500];
const VEHICLES = 200_000;
const TO = new Date('2026-01-01T00:00:00Z');
const FROM = new Date('2024-01-01T00:00:00Z');

const { values } = parseArgs({
  options: {
    detections: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '300' },
  },
});
const detections = countOf('detections', values.detections);
const rounds = countOf('rounds', values.rounds);

const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-bench-'));
try {
  const file = path.join(folder, 'gantry.sqlite');
  const database = await openSqlite(file);
  await migrate(database);
  console.log('empty store');
  await report(database);
  await fillDetections(database, { detections, vehicles: VEHICLES, from: FROM, to: TO });
  console.log(`${detections} detections over two years, ${VEHICLES} vehicles and one with a tenth of all`);
  await report(database);
  await printPlan(database);
  await database.close();
  console.log(`database file: ${((await stat(file)).size / 2 ** 20).toFixed(0)} MiB`);
} finally {
  await rm(folder, { recursive: true });
}

async function report(database: Database): Promise<void> {
  for (const count of PLATE_COUNTS) {
    await reportTimes(database, `${count} plates`, () =>
      Array.from({ length: count }, () => benchPlate(Math.floor(Math.random() * VEHICLES))),
    );
  }
  await reportTimes(database, 'frequent plate', () => [FREQUENT_PLATE]);
}

async function reportTimes(database: Database, name: string, plates: () => string[]): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const asked = plates();
    const start = performance.now();
    found += (await latestDetections(database, asked, FROM)).length;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(2);
  const name14 = name.padEnd(14);
  console.log(
    `  ${name14} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   found ${(found / rounds).toFixed(1)} a query`,
  );
}

async function printPlan({ sequelize }: Database): Promise<void> {
  const rows = await sequelize.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${latestDetectionsSql(2)}`, {
    type: QueryTypes.SELECT,
    bind: [FROM.getTime(), benchPlate(1), benchPlate(2)],
  });
  console.log('query plan');
  for (const { detail } of rows) console.log(`  ${detail}`);
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`Expected a positive whole number, for --${option}, but received ${text}`);
  }
  return count;
}
