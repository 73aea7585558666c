import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The compiled test files, sorted: those whose path below dist/test contains one of `words`, or all for none.
 * They are given by name because `node --test` knows no glob pattern before Node 21.
 */
export function findTests(root, words) {
  const folder = path.join(root, 'dist', 'test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.js'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .map((file) => path.join('dist', 'test', file))
    .sort();
}
