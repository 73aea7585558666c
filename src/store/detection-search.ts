import { BadRequestError } from '../errors.js';
import { normalizePlate } from '../plate-text.js';
import type { DetectionFilter, MatchReason } from './contracts.js';
import type { Database } from './database.js';
import { foldLookAlikes } from './look-alikes.js';
import { Bindings, selectRow, selectRows, type BigNumber } from './rows.js';
import { explainSimilarity, foldedNeighbours } from './similar-plates.js';

/** Longest plate that is looked for; the longest real ones have 10 characters or so. */
const LONGEST_PLATE = 20;

/**
 * A prefix with more detections than this is looked for in the order of time, since a page is then soon full; one with
 * fewer is read as a whole and sorted. Either way a page costs a few ten thousand entries of an index at most: at ten
 * million detections the costs of the two ways are the same at about this number.
 */
const FEW_DETECTIONS = 20_000;

/** How the detections of a filter are reached. Values of one column: an index has them in the order of time each. */
export type Access =
  | { readonly by: 'plate' | 'camera_id' | 'status'; readonly values: readonly string[] }
  | { readonly by: 'prefix'; readonly prefix: string }
  | { readonly by: 'time' };

/** A filter with everything looked up that does not depend on the page. */
export interface Search {
  readonly access: Access;
  readonly filter: DetectionFilter;
  /** The cameras that count; `null`: all. */
  readonly cameraIds: readonly string[] | null;
  /** The normalized plate asked for, where `access` alone does not see to it. */
  readonly prefix: string | null;
  readonly match: (plate: string) => MatchReason | null;
}

/**
 * @param few how many detections of a prefix are read as a whole
 * @throws {BadRequestError} the plate has no letter or digit, or too many
 */
export async function planSearch(
  database: Database,
  filter: DetectionFilter,
  few = FEW_DETECTIONS,
): Promise<Search> {
  const cameraIds = await camerasOf(database, filter);
  const { status } = filter;
  const common = { filter, cameraIds, prefix: null, match: () => null };
  if (filter.plate !== undefined) return planPlateSearch(database, filter.plate, { ...common, few });
  if (cameraIds !== null) return { ...common, access: { by: 'camera_id', values: cameraIds } };
  // Most detections are accepted: those the order of time finds as soon.
  if (status !== undefined && !status.includes('accepted')) {
    return { ...common, access: { by: 'status', values: [...new Set(status)] } };
  }
  return { ...common, access: { by: 'time' } };
}

async function planPlateSearch(
  database: Database,
  { text, match }: NonNullable<DetectionFilter['plate']>,
  { few, ...common }: Omit<Search, 'access'> & { readonly few: number },
): Promise<Search> {
  const plate = normalizePlate(text);
  if (plate === '' || plate.length > LONGEST_PLATE) {
    throw new BadRequestError(
      `Expected 1 to ${LONGEST_PLATE} letters and digits, for plate, but received '${text}'`,
    );
  }
  switch (match) {
    case 'exact':
      return { ...common, match: () => ({ kind: 'exact' }), access: { by: 'plate', values: [plate] } };
    case 'similar': {
      const values = await similarPlates(database, plate);
      return {
        ...common,
        match: (found) => explainSimilarity(plate, found),
        access: { by: 'plate', values },
      };
    }
    case 'prefix': {
      const reason = (found: string): MatchReason => ({ kind: found === plate ? 'exact' : 'prefix' });
      if (await isRare(database, plate, few)) {
        return { ...common, match: reason, access: { by: 'prefix', prefix: plate } };
      }
      const { cameraIds } = common;
      const access: Access = cameraIds === null ? { by: 'time' } : { by: 'camera_id', values: cameraIds };
      return { ...common, match: reason, prefix: plate, access };
    }
  }
}

/** The least text that is greater than every plate with a prefix. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}~`;
}

async function similarPlates({ sequelize }: Database, plate: string): Promise<readonly string[]> {
  const { sql, values } = similarPlatesSql(plate);
  const rows = await selectRows<{ plate: string }>(sequelize, sql, { bind: values });
  return rows.map(({ plate: found }) => found);
}

export function similarPlatesSql(plate: string) {
  const bindings = new Bindings();
  const neighbours = bindings.list(foldedNeighbours(foldLookAlikes(plate)));
  return {
    sql: `SELECT plate FROM plates WHERE folded IN (${neighbours}) ORDER BY plate`,
    values: bindings.values,
  };
}

async function isRare({ sequelize }: Database, prefix: string, few: number): Promise<boolean> {
  const { count } = await selectRow<{ count: BigNumber }>(sequelize, PREFIX_COUNT_SQL, {
    bind: [prefix, endOfPrefix(prefix), few + 1],
  });
  return Number(count) <= few;
}

export const PREFIX_COUNT_SQL = `SELECT COUNT(*) AS count FROM (
  SELECT 1 FROM detections WHERE plate >= $1 AND plate < $2 LIMIT $3
) AS counted`;

async function camerasOf(
  { sequelize }: Database,
  { cameraId, gantry }: DetectionFilter,
): Promise<readonly string[] | null> {
  if (gantry === undefined) return cameraId === undefined ? null : [cameraId];
  const sql = 'SELECT id FROM cameras WHERE gantry = $1 ORDER BY id';
  const rows = await selectRows<{ id: string }>(sequelize, sql, { bind: [gantry] });
  const ids = rows.map(({ id }) => id);
  return cameraId === undefined ? ids : ids.filter((id) => id === cameraId);
}
