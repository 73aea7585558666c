import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';

/** A number with 64 bits as a driver gives it: PostgreSQL's does not trust JavaScript with them. */
export type BigNumber = number | string;

/** A JSON column as a driver gives it: SQLite's as text. */
export type JsonColumn = unknown;

export interface QueryOptions {
  readonly bind?: readonly unknown[];
  readonly transaction?: Transaction;
}

/** Runs a statement that gives rows; values stand for `$1`, `$2`, … */
export function selectRows<Row extends object>(
  sequelize: Sequelize,
  sql: string,
  { bind, transaction }: QueryOptions = {},
): Promise<Row[]> {
  return sequelize.query<Row>(sql, {
    type: QueryTypes.SELECT,
    ...(bind === undefined ? {} : { bind: [...bind] }),
    ...(transaction === undefined ? {} : { transaction }),
  });
}

/** The first row of a statement that always gives one. */
export async function selectRow<Row extends object>(
  sequelize: Sequelize,
  sql: string,
  options: QueryOptions = {},
): Promise<Row> {
  const [row] = await selectRows<Row>(sequelize, sql, options);
  if (row === undefined) throw new Error(`Expected a row, but received none, of ${sql}`);
  return row;
}

export function instantFrom(milliseconds: BigNumber): Date {
  return new Date(Number(milliseconds));
}

export function fromJson(column: JsonColumn): unknown {
  return typeof column === 'string' ? JSON.parse(column) : column;
}

/** Collects the values of a statement while its text is made. */
export class Bindings {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Placeholders of values, separated by commas. */
  list(values: readonly unknown[]): string {
    return values.map((value) => this.add(value)).join(', ');
  }
}
