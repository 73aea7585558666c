import type { Dialect } from './database.js';
import type { DetectionPlace } from './detection-cursor.js';
import { endOfPrefix, type Access, type Search } from './detection-search.js';
import { Bindings } from './rows.js';

const NEWEST_FIRST = 'ORDER BY captured_at DESC, id DESC';

const INDEXES = {
  plate: 'detections_by_plate',
  camera_id: 'detections_by_camera',
  status: 'detections_by_status',
  time: 'detections_by_time',
  prefix: 'detections_by_plate',
} as const;

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * The statement that finds the places of one page: rows `(id, captured_at)`, newest first. Every value that is looked
 * for is one descent of an index, from which no more than `limit` entries are read that meet the conditions.
 * @param before the last place of the page before, or `null`
 */
export function pageSql(
  dialect: Dialect,
  search: Search,
  { limit, before }: { readonly limit: number; readonly before: DetectionPlace | null },
): Statement {
  const bindings = new Bindings();
  const { access } = search;
  const from = fromDetections(dialect, access);
  const conditions = conditionsOf(search, before, bindings);
  const newest = `${NEWEST_FIRST} LIMIT ${bindings.add(limit)}`;
  const sql = ((): string => {
    switch (access.by) {
      case 'time':
        return `SELECT id, captured_at FROM ${from} WHERE ${conditions} ${newest}`;
      case 'prefix': {
        const range = `plate >= ${bindings.add(access.prefix)} AND plate < ${bindings.add(endOfPrefix(access.prefix))}`;
        // Materialized, or PostgreSQL may walk through time for one that is rare.
        return `WITH found AS MATERIALIZED (SELECT id, captured_at FROM ${from} WHERE ${range} AND ${conditions})
          SELECT id, captured_at FROM found ${newest}`;
      }
      default: {
        const { by, values } = access;
        if (values.length === 1) {
          const value = bindings.add(values[0]);
          return `SELECT id, captured_at FROM ${from} WHERE ${by} = ${value} AND ${conditions} ${newest}`;
        }
        const asked = values.map((value) => `(${bindings.add(value)})`).join(', ');
        const each = `FROM ${from} WHERE ${by} = asked.value AND ${conditions} ${newest}`;
        return `WITH asked (value) AS (VALUES ${asked}) ${EACH_VALUE[dialect](each)} ${newest}`;
      }
    }
  })();
  return { sql, values: bindings.values };
}

/** The first entries for each of the asked values: SQLite has no LATERAL, and PostgreSQL would not index the other. */
const EACH_VALUE: Readonly<Record<Dialect, (each: string) => string>> = {
  postgres: (each) =>
    `SELECT id, captured_at FROM asked CROSS JOIN LATERAL (SELECT id, captured_at ${each}) AS found`,
  sqlite: (each) => `SELECT id, captured_at FROM asked CROSS JOIN detections WHERE id IN (SELECT id ${each})`,
};

/** SQLite keeps no statistics unless told to, and would guess; PostgreSQL knows better than to be told. */
function fromDetections(dialect: Dialect, { by }: Access): string {
  return dialect === 'sqlite' ? `detections INDEXED BY ${INDEXES[by]}` : 'detections';
}

function conditionsOf(
  { access, filter, cameraIds, prefix }: Search,
  before: DetectionPlace | null,
  bindings: Bindings,
): string {
  const { from, to, status, minConfidence } = filter;
  const conditions: string[] = [];
  if (from !== undefined) conditions.push(`captured_at >= ${bindings.add(from.getTime())}`);
  if (to !== undefined) conditions.push(`captured_at <= ${bindings.add(to.getTime())}`);
  if (before !== null) {
    conditions.push(`(captured_at, id) < (${bindings.add(before.capturedAt)}, ${bindings.add(before.id)})`);
  }
  if (cameraIds !== null && access.by !== 'camera_id')
    conditions.push(isOneOf('camera_id', cameraIds, bindings));
  if (status !== undefined && access.by !== 'status') conditions.push(isOneOf('status', status, bindings));
  if (minConfidence !== undefined) conditions.push(`confidence >= ${bindings.add(minConfidence)}`);
  if (prefix !== null) {
    conditions.push(`plate >= ${bindings.add(prefix)}`, `plate < ${bindings.add(endOfPrefix(prefix))}`);
  }
  return conditions.length === 0 ? '1 = 1' : conditions.join(' AND ');
}

function isOneOf(column: string, values: readonly string[], bindings: Bindings): string {
  return values.length === 0 ? '1 = 0' : `${column} IN (${bindings.list(values)})`;
}
