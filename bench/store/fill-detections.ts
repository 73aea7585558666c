import type { Database, Dialect } from '../../src/store/database.js';
import { foldLookAlikes } from '../../src/store/look-alikes.js';

/** A vehicle that passes far more often than others, to see that nothing reads all its detections. */
export const FREQUENT_PLATE = 'ZG100TE';
const FREQUENT_SHARE = 10;
const ROWS_PER_STATEMENT = 50_000;

const REGIONS = ['ZG', 'ST', 'RI', 'OS', 'VZ', 'KA', 'PU', 'ZD', 'SK', 'BJ'];
export const CAMERAS = 12;
export const GANTRIES = 3;

// Sizes as real rows have them: four corners, a handful of candidates, two readers.
const CORNERS = '[[812.4,640.1],[1003.9,644.8],[1002.7,689.2],[811.5,684.6]]';
const CANDIDATES = JSON.stringify(
  Array.from({ length: 5 }, (_, rank) => ({ text: `AB1234C${rank}`, confidence: 0.91 / (rank + 1) })),
);
const READINGS = JSON.stringify([
  { reader: 'tesseract', text: 'AB1234CD', confidence: 0.83, candidates: JSON.parse(CANDIDATES) as unknown },
]);

/** Plate of vehicle number `vehicle` of the bench: a region, four digits, two letters. Up to 2,600,000 differ. */
export function benchPlate(vehicle: number): string {
  const number = Math.floor(vehicle / REGIONS.length);
  const digits = String(number % 10_000).padStart(4, '0');
  const letter = String.fromCharCode('A'.charCodeAt(0) + Math.floor(number / 10_000));
  return `${REGIONS[vehicle % REGIONS.length]}${digits}A${letter}`;
}

export interface Fill {
  readonly detections: number;
  /** So many different vehicles, besides the frequent one. */
  readonly vehicles: number;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Writes captures with one detection each, spread evenly over the window, every tenth of the frequent vehicle, one in
 * thirty for review, into a database that is migrated and has no detection.
 */
export async function fillDetections(database: Database, fill: Fill): Promise<void> {
  const { dialect, sequelize } = database;
  const sql = fillSql(dialect);
  await database.write(async (transaction) => {
    for (const statement of sql.before) await sequelize.query(statement, { transaction });
  });
  for (let start = 0; start < fill.detections; start += ROWS_PER_STATEMENT) {
    const end = Math.min(start + ROWS_PER_STATEMENT, fill.detections);
    const step = (fill.to.getTime() - fill.from.getTime()) / fill.detections;
    const bind = [start, end, fill.from.getTime(), step];
    await database.write(async (transaction) => {
      await sequelize.query(sql.captures, { transaction, bind });
      await sequelize.query(sql.detections, { transaction, bind: [...bind, fill.vehicles] });
    });
    if (process.stderr.isTTY) process.stderr.write(`\rfilled ${end} of ${fill.detections} detections`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  await database.write(async (transaction) => {
    for (const statement of sql.after) await sequelize.query(statement, { transaction });
  });
  // As autovacuum does sooner or later.
  if (dialect === 'postgres') await sequelize.query('VACUUM ANALYZE');
}

interface Words {
  /** The numbers from `$1` up to, and without, `$2`, as `n (i)`. */
  readonly numbers: string;
  /** 12 hexadecimal digits. */
  readonly hex: (number: string) => string;
  /** 4 decimal digits. */
  readonly digits: (number: string) => string;
  /** 0 for A. */
  readonly letter: (number: string) => string;
}

/** What the dialects say in different words. */
const WORDS: Readonly<Record<Dialect, Words>> = {
  sqlite: {
    numbers: 'WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)',
    hex: (number) => `printf('%012x', ${number})`,
    digits: (number) => `printf('%04d', ${number})`,
    letter: (number) => `char(65 + ${number})`,
  },
  postgres: {
    numbers: 'WITH n (i) AS (SELECT generate_series(CAST($1 AS BIGINT), CAST($2 AS BIGINT) - 1))',
    hex: (number) => `lpad(to_hex(${number}), 12, '0')`,
    digits: (number) => `lpad(CAST(${number} AS TEXT), 4, '0')`,
    letter: (number) => `chr(CAST(65 + ${number} AS INTEGER))`,
  },
};

const FOLDED = ['O', 'I', 'B', 'S', 'Z'].reduce(
  (text, letter) => `replace(${text}, '${letter}', '${foldLookAlikes(letter)}')`,
  'plate',
);

function fillSql(dialect: Dialect) {
  const { numbers, hex, digits, letter } = WORDS[dialect];
  const instant = 'CAST(CAST($3 AS BIGINT) + i * CAST($4 AS DOUBLE PRECISION) AS BIGINT)';
  const id = `substr(${hex(instant)}, 1, 8) || '-' || substr(${hex(instant)}, 9) || '-7000-8000-' || ${hex('i')}`;
  const path = `'evidence/2025/01/01/' || ${id}`;
  const camera = `'camera-' || (i % ${CAMERAS})`;
  const cameras = Array.from(
    { length: CAMERAS },
    (_, index) => `('camera-${index}', 'Camera', 'gantry-${index % GANTRIES}')`,
  );
  const sha256 = 'a5'.repeat(32);
  const number = `(vehicle / ${REGIONS.length})`;
  const plate = `substr('${REGIONS.join('')}', CAST(1 + 2 * (vehicle % ${REGIONS.length}) AS INTEGER), 2)
    || ${digits(`${number} % 10000`)} || 'A' || ${letter(`${number} / 10000`)}`;
  return {
    before: [`INSERT INTO cameras (id, name, gantry) VALUES ${cameras.join(', ')}`],
    captures: `${numbers}
      INSERT INTO captures (id, camera_id, captured_at, received_at, image_path, image_media_type, image_sha256,
        image_bytes, image_width, image_height, engine_version, timings, recognition_ms, plate_count, review_count)
      SELECT ${id}, ${camera}, ${instant}, ${instant}, ${path} || '/picture.jpg', 'image/jpeg', '${sha256}', 812345,
        1920, 1080, '0.1.0', '{"decode":21,"localize":48,"rectify":3,"read":95,"decide":1,"total":168}',
        100 + i % 400, 1, CASE WHEN i % 30 = 7 THEN 1 ELSE 0 END
      FROM n WHERE true`,
    // The multiplier spreads the vehicles over the index, as they come on a road.
    detections: `${numbers}
      INSERT INTO detections (id, capture_id, position, captured_at, plate, text, confidence, status, country_code,
        country_confidence, corners, box, candidates, readings, engine_version, crop_path, camera_id, visible_at,
        event_id, read_status)
      SELECT ${id}, ${id}, 0, ${instant}, plate, plate, 0.5 + i % 50 / 100.0, status, 'HR', 0.8, '${CORNERS}',
        '{"x":811,"y":640,"width":193,"height":50}', '${CANDIDATES}', '${READINGS}', '0.1.0',
        ${path} || '/crop-1.png', ${camera}, ${instant} + 300, i + 1, status
      FROM (
        SELECT i, CASE WHEN i % 30 = 7 THEN 'review' ELSE 'accepted' END AS status,
          CASE WHEN i % ${FREQUENT_SHARE} = 0 THEN '${FREQUENT_PLATE}' ELSE ${plate} END AS plate
        FROM (SELECT i, (i * 2654435761) % CAST($5 AS BIGINT) AS vehicle FROM n) AS numbered
      ) AS plated WHERE true`,
    after: [
      `INSERT INTO plates SELECT DISTINCT plate, ${FOLDED} FROM detections`,
      `UPDATE counters SET value = (SELECT MAX(event_id) FROM detections) WHERE name = 'events'`,
    ],
  };
}
