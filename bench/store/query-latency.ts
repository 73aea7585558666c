/**
 * How long the check and the lists of detections take on an empty and on a full store, several at a time, and by which
 * plan.
 * npm run queries -- [--detections 1000000] [--rounds 300] [--concurrency 4] [--database sqlite|postgres|both]
 */
import type { DetectionFilter, Store } from '../../src/store/contracts.js';
import type { Database, Dialect } from '../../src/store/database.js';
import { pageSql } from '../../src/store/detection-page.js';
import { planSearch, similarPlatesSql } from '../../src/store/detection-search.js';
import { latestDetectionsSql } from '../../src/store/latest-detections.js';
import { openParts, openStore } from '../../src/store/open-store.js';
import { selectRows } from '../../src/store/rows.js';
import { benchPlate, fillDetections, FREQUENT_PLATE } from './fill-detections.js';
import { benchOptions } from './options.js';
import { Times } from './times.js';
import { withStore } from './with-store.js';

const VEHICLES = 200_000;
const FROM = new Date('2024-01-01T00:00:00Z');
const TO = new Date('2026-01-01T00:00:00Z');
const LATELY = new Date('2025-12-31T23:59:00Z');
const PAGE = { limit: 50, cursor: null };

const { counts, dialects } = benchOptions({ detections: 1_000_000, rounds: 300, concurrency: 4 });

type Ask = (store: Store) => Promise<unknown>;

const check = (count: number, from: Date): Ask => {
  return ({ captures }) => captures.latestDetections(Array.from({ length: count }, somePlate), from);
};
const list = (filter: () => DetectionFilter): Ask => {
  return ({ detections }) => detections.list(filter(), PAGE);
};

const QUESTIONS: Readonly<Record<string, Ask>> = {
  'check 1 plate': check(1, FROM),
  'check 1 plate, last minute': check(1, LATELY),
  'check 10 plates': check(10, FROM),
  'check 500 plates': check(500, FROM),
  'check the frequent plate': ({ captures }) => captures.latestDetections([FREQUENT_PLATE], FROM),
  'check it, last minute': ({ captures }) => captures.latestDetections([FREQUENT_PLATE], LATELY),
  'list plate=': list(() => ({ plate: { text: somePlate(), match: 'exact' } })),
  'list the frequent plate': list(() => ({ plate: { text: FREQUENT_PLATE, match: 'exact' } })),
  'list similar plates': list(() => ({ plate: { text: somePlate(), match: 'similar' } })),
  'list a prefix of 5': list(() => ({ plate: { text: somePlate().slice(0, 5), match: 'prefix' } })),
  'list a prefix of 3': list(() => ({ plate: { text: somePlate().slice(0, 3), match: 'prefix' } })),
  'list a prefix of 2': list(() => ({ plate: { text: somePlate().slice(0, 2), match: 'prefix' } })),
  'list for review': list(() => ({ status: ['review'] })),
  'list a gantry': list(() => ({ gantry: 'gantry-1' })),
  'list the newest': list(() => ({})),
};

for (const dialect of dialects) await bench(dialect);

async function bench(dialect: Dialect): Promise<void> {
  await withStore(dialect, async (at) => {
    const store = await openStore(at);
    console.log(`${dialect}, empty`);
    await report(store);
    const parts = await openParts({ ...at, warn: console.warn });
    await fillDetections(parts.database, { ...counts, vehicles: VEHICLES, from: FROM, to: TO });
    console.log(
      `${dialect}, ${counts.detections} detections of ${VEHICLES} vehicles and one with a tenth of all`,
    );
    await report(store);
    await printPlans(parts.database);
    await parts.database.close();
    await store.close();
  });
}

async function report(store: Store): Promise<void> {
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    await ask(store);
    const times = new Times();
    let next = 0;
    const client = async () => {
      while (next++ < counts.rounds) await times.time(() => ask(store));
    };
    await Promise.all(Array.from({ length: counts.concurrency }, client));
    console.log(`  ${name.padEnd(28)} ${String(times)}`);
  }
}

async function printPlans(database: Database): Promise<void> {
  const one = pageSql(
    database.dialect,
    await planSearch(database, { plate: { text: benchPlate(1), match: 'exact' } }),
    { limit: 51, before: null },
  );
  const similar = similarPlatesSql(benchPlate(1));
  await printPlan(database, 'check', latestDetectionsSql(2), [FROM.getTime(), benchPlate(1), benchPlate(2)]);
  await printPlan(database, 'list plate=', one.sql, one.values);
  await printPlan(database, 'similar plates', similar.sql, similar.values);
}

async function printPlan(
  { dialect, sequelize }: Database,
  name: string,
  sql: string,
  bind: readonly unknown[],
): Promise<void> {
  const explain = dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF)';
  const rows = await selectRows<{ detail?: string; 'QUERY PLAN'?: string }>(sequelize, `${explain} ${sql}`, {
    bind,
  });
  console.log(`  plan of ${name}`);
  for (const row of rows) console.log(`    ${(row.detail ?? row['QUERY PLAN'] ?? '').slice(0, 150)}`);
}

function somePlate(): string {
  return benchPlate(Math.floor(Math.random() * VEHICLES));
}
