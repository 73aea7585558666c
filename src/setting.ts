import { z } from 'zod';

/** One setting: its key, what it is for, and how its text becomes a value. */
export interface Setting<T> {
  readonly key: string;
  readonly description: string;
  /** Completes "expected …". */
  readonly expected: string;
  /** Takes the text as written. */
  readonly schema: z.ZodType<T, string>;
  /** As it stands in `.env.example`; empty where the default depends on the machine. */
  readonly defaultText: string;
  readonly defaultValue: T;
}

type Row<T> = Omit<Setting<T>, 'defaultValue'> & { readonly machineDefault?: () => T };

/** The default is `machineDefault()`, or else what `defaultText` says. */
export function setting<T>({ machineDefault, ...row }: Row<T>): Setting<T> {
  return { ...row, defaultValue: machineDefault ? machineDefault() : row.schema.parse(row.defaultText) };
}

interface WholeNumberRow extends Omit<Row<number>, 'expected' | 'schema'> {
  /** Least and greatest value allowed. */
  readonly range: readonly [least: number, greatest: number];
}

export function wholeNumber({ range: [least, greatest], ...row }: WholeNumberRow): Setting<number> {
  return setting({
    ...row,
    expected: `a whole number from ${least} to ${greatest}`,
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(greatest)),
  });
}

/** Whether `name` is an IANA time zone that this machine's Node knows. */
export function isTimeZone(name: string): boolean {
  try {
    // Later versions of Node take offsets such as +02:00, too; those know no daylight saving.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** UTC where the machine's own setting names no zone, as the C library has it. */
export function machineTimeZone(): string {
  const zone: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && isTimeZone(zone) ? zone : 'UTC';
}
