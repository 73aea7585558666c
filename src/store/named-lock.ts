import { createHash } from 'node:crypto';

/** The number, as text, under which PostgreSQL knows the lock of a name: 64 bits, signed. */
export function lockNumber(name: string): string {
  return createHash('sha256').update(`gantry ${name}`).digest().readBigInt64BE().toString();
}
