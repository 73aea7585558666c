import { parseArgs } from 'node:util';
import type { Dialect } from '../../src/store/database.js';

/** Reads the options of a bench: positive whole numbers by name, and `--database`. */
export function benchOptions<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
): { readonly counts: Readonly<Record<Name, number>>; readonly dialects: readonly Dialect[] } {
  const names = Object.keys(defaults) as Name[];
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: 'both' },
      ...Object.fromEntries(names.map((name) => [name, { type: 'string', default: String(defaults[name]) }])),
    },
  });
  const given = values as Readonly<Record<string, string>>;
  const counts = Object.fromEntries(names.map((name) => [name, countOf(name, given[name] ?? '')]));
  return { counts: counts as Record<Name, number>, dialects: dialectsOf(given['database'] ?? '') };
}

function dialectsOf(text: string): readonly Dialect[] {
  if (text === 'both') return ['sqlite', 'postgres'];
  if (text === 'sqlite' || text === 'postgres') return [text];
  throw new Error(`Expected sqlite, postgres or both, for --database, but received ${text}`);
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`Expected a positive whole number, for --${option}, but received ${text}`);
  }
  return count;
}
