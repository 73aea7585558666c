import { Buffer } from 'node:buffer';
import type { Database } from '../../src/store/database.js';

/** A vehicle that passes far more often than others, to see that the check does not read all its detections. */
export const FREQUENT_PLATE = 'TEST100';
const FREQUENT_SHARE = 10;
const ROWS_PER_STATEMENT = 50_000;

// Sizes as real rows have them: four corners, a handful of candidates, two readers.
const CORNERS = '[[812.4,640.1],[1003.9,644.8],[1002.7,689.2],[811.5,684.6]]';
const CANDIDATES = JSON.stringify(
  Array.from({ length: 5 }, (_, rank) => ({ text: `AB1234C${rank}`, confidence: 0.91 / (rank + 1) })),
);
const READINGS = JSON.stringify([
  { reader: 'tesseract', text: 'AB1234CD', confidence: 0.83, candidates: JSON.parse(CANDIDATES) as unknown },
]);

/** Plate number `index` of the bench; the same index gives the same plate. */
export function benchPlate(index: number): string {
  return `B${String(index).padStart(7, '0')}`;
}

export interface Fill {
  readonly detections: number;
  /** So many different vehicles, besides the frequent one. */
  readonly vehicles: number;
  readonly from: Date;
  readonly to: Date;
}

/** Writes captures with one detection each, spread evenly over the window, every tenth of the frequent vehicle. */
export async function fillDetections(database: Database, fill: Fill): Promise<void> {
  for (let start = 0; start < fill.detections; start += ROWS_PER_STATEMENT) {
    const end = Math.min(start + ROWS_PER_STATEMENT, fill.detections);
    await database.write(async (transaction) => {
      const bind = rowRange(fill, start, end);
      await database.sequelize.query(CAPTURES_SQL, { transaction, bind });
      const { vehicles } = fill;
      await database.sequelize.query(DETECTIONS_SQL, { transaction, bind: { ...bind, vehicles } });
    });
    if (process.stderr.isTTY) process.stderr.write(`\rfilled ${end} of ${fill.detections} detections`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
}

function rowRange(fill: Fill, start: number, end: number): Record<string, number> {
  const stepMs = (fill.to.getTime() - fill.from.getTime()) / fill.detections;
  return { start, end, from: fill.from.getTime(), step: stepMs };
}

const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT $start UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $end)';
const INSTANT = 'CAST($from + i * $step AS INTEGER)';
const ID = `printf('%012x-7000-8000-%012x', ${INSTANT}, i)`;
const PATH = `'evidence/2025/01/01/' || ${ID}`;
const SHA256 = Buffer.alloc(32, 0xa5).toString('hex');

const CAPTURES_SQL = `${NUMBERS}
  INSERT INTO captures SELECT ${ID}, NULL, ${INSTANT}, ${INSTANT}, ${PATH} || '/picture.jpg', 'image/jpeg',
    '${SHA256}', 812345, 1920, 1080, '0.1.0', '{"decode":21,"localize":48,"rectify":3,"read":95,"decide":1,"total":168}'
  FROM n WHERE true`;

// The multiplier spreads the vehicles over the index, as they come on a road.
const DETECTIONS_SQL = `${NUMBERS}
  INSERT INTO detections SELECT ${ID}, ${ID}, 0, ${INSTANT}, plate, plate, 0.91, 'accepted', 'HR', 0.8,
    '${CORNERS}', '{"x":811,"y":640,"width":193,"height":50}', '${CANDIDATES}', '${READINGS}', '0.1.0',
    ${PATH} || '/crop-1.png'
  FROM (SELECT i, CASE WHEN i % ${FREQUENT_SHARE} = 0 THEN '${FREQUENT_PLATE}'
    ELSE printf('B%07d', (i * 2654435761) % $vehicles) END AS plate FROM n) WHERE true`;
