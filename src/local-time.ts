import { format } from 'date-fns';
import { tz, tzOffset } from '@date-fns/tz';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The first instant at which a clock in `timeZone` (IANA) shows the local time given or a later one. `localTime`
 * is in milliseconds as if it were UTC.
 *
 * So an hour that happens twice means its first passing, an hour that never was means the moment the clock was
 * put forward, and a window that starts there never misses a plate that passed at or after that local time. See
 * docs/decisions/time.md.
 */
export function instantOfLocalTime(localTime: number, timeZone: string): Date {
  // Offsets lie within a day, so before this window the clock has not shown that time and after it it has.
  let start = localTime - DAY;
  const end = localTime + DAY;
  while (start < end) {
    const offset = offsetAt(start, timeZone);
    const next = nextTransition(start, end, timeZone);
    const shown = Math.max(start, localTime - offset);
    if (shown < next) return new Date(shown);
    start = next;
  }
  return new Date(end);
}

/** `yyyy-MM-ddTHH:mm:ss` as a clock in `timeZone` (IANA) shows it; fractions of a second are dropped. */
export function formatLocalTime(instant: Date, timeZone: string): string {
  return format(instant, "yyyy-MM-dd'T'HH:mm:ss", { in: tz(timeZone) });
}

/** The first millisecond after `start` with another offset than at `start`, or `end`. */
function nextTransition(start: number, end: number, timeZone: string): number {
  const offset = offsetAt(start, timeZone);
  for (let before = start; before < end; before += HOUR) {
    const after = Math.min(before + HOUR, end);
    if (offsetAt(after, timeZone) !== offset) return bisect(before, after, timeZone);
  }
  return end;
}

/** `before` and `after` lie an hour apart at most, on either side of one transition. */
function bisect(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(before, timeZone);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, timeZone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** Milliseconds that local time is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  return Math.round(tzOffset(timeZone, new Date(instant)) * MINUTE);
}
