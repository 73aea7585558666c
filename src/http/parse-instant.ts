import { getISOWeeksInYear, parseISO } from 'date-fns';
import { BadRequestError } from '../errors.js';
import { instantOfLocalTime } from '../local-time.js';
import { excerpt } from './excerpt.js';

/**
 * Reads an ISO 8601 datetime in any form that date-fns' `parseISO` reads, to the millisecond. Without an offset
 * it is local time in `timeZone` (IANA); what that means around daylight saving is said at `instantOfLocalTime`.
 *
 * Three things `parseISO` lets pass by ignoring what it does not understand, which would silently ask about
 * another time: they are refused here.
 * @throws {BadRequestError} the text is no datetime, or a field of it is out of range
 */
export function parseInstant(text: string, timeZone: string): Date {
  const offset = offsetOf(text);
  const readable = isOffset(offset) && !hasInnerFraction(text) && !isMissingWeek(text);
  // As if in UTC where no offset is given, so that the zone of this process has no part in it.
  const instant = readable ? parseISO(offset === '' ? `${text}Z` : text) : new Date(NaN);
  if (!isWithinCalendar(instant)) throw new BadRequestError(complaint(text));
  return offset === '' ? instantOfLocalTime(instant.getTime(), timeZone) : instant;
}

/** Everything from the first `Z`, `+` or `-` behind the date; a date has hyphens of its own. */
function offsetOf(text: string): string {
  const behindDate = text.slice(text.search(/[TZ ]|$/));
  return behindDate.slice(behindDate.search(/[Z+-]|$/));
}

/** `parseISO` takes any other text for UTC, and hours without bounds. */
function isOffset(offset: string): boolean {
  return /^(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/.test(offset);
}

/** In ISO 8601 only the last field may have a fraction; `parseISO` adds up 10.5 hours and 20 minutes. */
function hasInnerFraction(text: string): boolean {
  return /[.,]\d*:/.test(text);
}

/** `parseISO` takes the 53rd week of a year with 52 for the first of the next. */
function isMissingWeek(text: string): boolean {
  const year = /^([+-]?\d+)-?W53/.exec(text)?.[1];
  if (year === undefined) return false;
  const summer = new Date(2000, 6, 1);
  summer.setFullYear(Number(year));
  return getISOWeeksInYear(summer) < 53;
}

/** A `Date` ends at ±8.64e15 ms; local time is looked for two days around. Also false for an invalid date. */
function isWithinCalendar(instant: Date): boolean {
  return Math.abs(instant.getTime()) < 8.64e15 - 2 * 86_400_000;
}

function complaint(text: string): string {
  const hint =
    /\d \d\d:?\d\d$/.test(text) && /[T ].* /.test(text) ? ' (the + of an offset is written %2B)' : '';
  return `Expected an ISO 8601 datetime such as 2020-12-01T19:14:23, got '${excerpt(text)}'${hint}`;
}
