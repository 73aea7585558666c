import type { Database } from '../../../src/store/database.js';
import { fromJson, selectRows } from '../../../src/store/rows.js';

export interface Explanation {
  /** The tables that are read from one end to the other. */
  readonly scans: readonly string[];
  /** How many rows or index entries the plan read when it was run, filtered ones included; 0 where SQLite runs it not. */
  readonly rows: number;
  /** The plan, for people. */
  readonly text: string;
}

/** What a database does to answer a statement; PostgreSQL is made to do it and count. */
export function explain(database: Database, sql: string, values: readonly unknown[]): Promise<Explanation> {
  return database.dialect === 'sqlite'
    ? explainSqlite(database, sql, values)
    : explainPostgres(database, sql, values);
}

async function explainSqlite({ sequelize }: Database, sql: string, values: readonly unknown[]) {
  const plan = await selectRows<{ detail: string }>(sequelize, `EXPLAIN QUERY PLAN ${sql}`, { bind: values });
  const steps = plan.map(({ detail }) => detail);
  const scans = steps.filter((step) => /^SCAN (?:captures|detections|plates|reviews|d|c|r)\b/.test(step));
  // An index walked in its order, for as many entries as the page has, is what the index is for.
  const walks = scans.filter((step) => / USING (?:COVERING )?INDEX detections_by_time/.test(step));
  return { scans: scans.filter((step) => !walks.includes(step)), rows: 0, text: steps.join('\n') };
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Of so few rows that reading them all is the best way. */
const SMALL_TABLES = ['cameras', 'reviews', 'counters'];

async function explainPostgres({ sequelize }: Database, sql: string, values: readonly unknown[]) {
  const [row] = await selectRows<{ 'QUERY PLAN': unknown }>(
    sequelize,
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    { bind: values },
  );
  const [{ Plan }] = fromJson(row?.['QUERY PLAN']) as [{ Plan: PlanNode }];
  const nodes = nodesOf(Plan).filter((node) => node['Relation Name'] !== undefined);
  const scans = nodes.filter(
    (node) => node['Node Type'] === 'Seq Scan' && !SMALL_TABLES.includes(node['Relation Name'] ?? ''),
  );
  const read = (node: PlanNode) =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return {
    scans: scans.map((node) => node['Relation Name'] ?? ''),
    rows: nodes.reduce((sum, node) => sum + read(node), 0),
    text: JSON.stringify(
      Plan,
      ['Node Type', 'Relation Name', 'Index Name', 'Actual Rows', 'Actual Loops', 'Plans'],
      1,
    ),
  };
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
