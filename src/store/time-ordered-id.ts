import { randomFillSync } from 'node:crypto';

const TIME_BYTES = 6;
const MAX_TIME_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits. A random UUID would put every
 * new row on another page of the primary key's index; these follow each other.
 * @throws {RangeError} the instant is invalid, before 1970 or after 9999
 */
export function timeOrderedId(instant: Date): string {
  const time = instant.getTime();
  if (!(time >= 0 && time <= MAX_TIME_MS)) {
    throw new RangeError(`Expected an instant from 1970 to 9999, for an id, but received ${String(instant)}`);
  }
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(time, 0, TIME_BYTES);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The least id of all that are made at an instant or later. */
export function firstIdOf(instant: Date): string {
  const time = instant
    .getTime()
    .toString(16)
    .padStart(TIME_BYTES * 2, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

export function isTimeOrderedId(text: string): boolean {
  return PATTERN.test(text);
}

/** The instant an id was made for. */
export function instantOfId(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, TIME_BYTES * 2), 16));
}
