import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatLocalTime, instantOfLocalTime } from '../src/local-time.js';

const instantOf = (local: string, zone: string) =>
  instantOfLocalTime(Date.parse(`${local}Z`), zone).toISOString();

describe('the instant of a local time is the first at which the clock shows it or a later one', () => {
  const cases: readonly (readonly [zone: string, local: string, instant: string])[] = [
    // An hour that never was: 2024-03-31 02:00 → 03:00. An hour that happened twice: 2024-10-27 03:00 → 02:00.
    ['Europe/Zagreb', '2024-01-15T12:00:00', '2024-01-15T11:00:00.000Z'],
    ['Europe/Zagreb', '2024-07-15T12:00:00', '2024-07-15T10:00:00.000Z'],
    ['Europe/Zagreb', '2024-03-31T01:59:59.999', '2024-03-31T00:59:59.999Z'],
    ['Europe/Zagreb', '2024-03-31T02:00:00', '2024-03-31T01:00:00.000Z'],
    ['Europe/Zagreb', '2024-03-31T02:30:00', '2024-03-31T01:00:00.000Z'],
    ['Europe/Zagreb', '2024-03-31T02:59:59.999', '2024-03-31T01:00:00.000Z'],
    ['Europe/Zagreb', '2024-03-31T03:00:00', '2024-03-31T01:00:00.000Z'],
    ['Europe/Zagreb', '2024-03-31T03:00:00.001', '2024-03-31T01:00:00.001Z'],
    ['Europe/Zagreb', '2024-10-27T01:59:59.999', '2024-10-26T23:59:59.999Z'],
    ['Europe/Zagreb', '2024-10-27T02:00:00', '2024-10-27T00:00:00.000Z'],
    ['Europe/Zagreb', '2024-10-27T02:30:00', '2024-10-27T00:30:00.000Z'],
    ['Europe/Zagreb', '2024-10-27T02:59:59.999', '2024-10-27T00:59:59.999Z'],
    ['Europe/Zagreb', '2024-10-27T03:00:00', '2024-10-27T02:00:00.000Z'],
    // 2021-03-14 02:00 → 03:00, 2021-11-07 02:00 → 01:00.
    ['America/New_York', '2021-03-14T02:30:00', '2021-03-14T07:00:00.000Z'],
    ['America/New_York', '2021-11-07T00:59:59', '2021-11-07T04:59:59.000Z'],
    ['America/New_York', '2021-11-07T01:30:00', '2021-11-07T05:30:00.000Z'],
    ['America/New_York', '2021-11-07T02:00:00', '2021-11-07T07:00:00.000Z'],
    // Half an hour: 2024-10-06 02:00 → 02:30, 2024-04-07 02:00 → 01:30.
    ['Australia/Lord_Howe', '2024-10-06T02:15:00', '2024-10-05T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2024-10-06T02:30:00', '2024-10-05T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2024-04-07T01:45:00', '2024-04-06T14:45:00.000Z'],
    ['Australia/Lord_Howe', '2024-04-07T02:00:00', '2024-04-06T15:30:00.000Z'],
    // No daylight saving, half an hour off.
    ['Asia/Kolkata', '2024-03-31T02:30:00', '2024-03-30T21:00:00.000Z'],
    ['Asia/Kathmandu', '2024-03-31T00:00:00', '2024-03-30T18:15:00.000Z'],
    // A midnight that never was: 2018-11-04 00:00 → 01:00; one that happened twice: 2018-02-18 00:00 → 23:00.
    ['America/Sao_Paulo', '2018-11-04T00:00:00', '2018-11-04T03:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-03T23:59:59', '2018-11-04T02:59:59.000Z'],
    ['America/Sao_Paulo', '2018-02-17T23:30:00', '2018-02-18T01:30:00.000Z'],
    ['America/Sao_Paulo', '2018-02-18T00:00:00', '2018-02-18T03:00:00.000Z'],
    // A day that never was: after 2011-12-29 came 2011-12-31.
    ['Pacific/Apia', '2011-12-29T23:59:59', '2011-12-30T09:59:59.000Z'],
    ['Pacific/Apia', '2011-12-30T00:00:00', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31T00:00:00', '2011-12-30T10:00:00.000Z'],
    // Winter is the exception by law, summer the rule.
    ['Europe/Dublin', '2024-10-27T01:30:00', '2024-10-27T00:30:00.000Z'],
    ['Europe/Dublin', '2024-03-31T01:30:00', '2024-03-31T01:00:00.000Z'],
    // A change of the standard time itself, by half an hour: 2016-05-01 02:30 → 03:00.
    ['America/Caracas', '2016-05-01T02:45:00', '2016-05-01T07:00:00.000Z'],
    ['Pacific/Kiritimati', '2024-01-01T00:00:00', '2023-12-31T10:00:00.000Z'],
    ['Pacific/Niue', '2024-01-01T00:00:00', '2024-01-01T11:00:00.000Z'],
    ['UTC', '2024-01-01T00:00:00', '2024-01-01T00:00:00.000Z'],
    ['Europe/Zagreb', '1700-01-01T00:00:00', '1699-12-31T22:38:00.000Z'],
  ];
  for (const [zone, local, instant] of cases) {
    test(`${local} in ${zone}`, () => assert.equal(instantOf(local, zone), instant));
  }
});

describe('an instant is written as the clock of the zone shows it', () => {
  const cases: readonly (readonly [zone: string, instant: string, local: string])[] = [
    ['UTC', '2020-12-01T19:14:23.999Z', '2020-12-01T19:14:23'],
    ['Europe/Zagreb', '2020-12-01T18:14:23Z', '2020-12-01T19:14:23'],
    ['Europe/Zagreb', '2024-03-31T00:59:59Z', '2024-03-31T01:59:59'],
    ['Europe/Zagreb', '2024-03-31T01:00:00Z', '2024-03-31T03:00:00'],
    ['Europe/Zagreb', '2024-10-27T00:30:00Z', '2024-10-27T02:30:00'],
    ['Europe/Zagreb', '2024-10-27T01:30:00Z', '2024-10-27T02:30:00'],
    ['America/New_York', '2021-01-01T04:59:59Z', '2020-12-31T23:59:59'],
    ['Australia/Lord_Howe', '2024-04-06T15:15:00Z', '2024-04-07T01:45:00'],
    ['Asia/Kolkata', '2024-02-28T18:30:00Z', '2024-02-29T00:00:00'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04T01:00:00'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00'],
    ['UTC', '0999-01-01T00:00:00Z', '0999-01-01T00:00:00'],
  ];
  for (const [zone, instant, local] of cases) {
    test(`${instant} in ${zone}`, () => assert.equal(formatLocalTime(new Date(instant), zone), local));
  }
});

test('a window that starts at a written time holds the instant it was written for', () => {
  for (const zone of [
    'Europe/Zagreb',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia',
  ]) {
    for (const day of [
      '2024-03-31',
      '2024-10-27',
      '2021-11-07',
      '2024-04-07',
      '2018-02-18',
      '2018-11-04',
      '2011-12-30',
    ]) {
      for (let half = -30; half < 60; half += 1) {
        const instant = new Date(Date.parse(`${day}T00:00:00Z`) + half * 30 * 60_000);
        const start = instantOfLocalTime(Date.parse(`${formatLocalTime(instant, zone)}Z`), zone);
        assert.ok(start <= instant, `${instant.toISOString()} in ${zone}`);
      }
    }
  }
});
