import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readExifTime } from '../src/exif-time.js';
import { jpegWithExif, pngWithExif } from './support/exif.js';

const ZONE = 'Europe/Zagreb';

describe('the time of a picture by its EXIF data', () => {
  const cases: readonly (readonly [
    name: string,
    tags: Parameters<typeof jpegWithExif>[0],
    instant: string | undefined,
  ])[] = [
    ['in the zone of the service', { time: '2020:12:01 19:14:23' }, '2020-12-01T18:14:23.000Z'],
    ['in summer time', { time: '2020:07:01 19:14:23' }, '2020-07-01T17:14:23.000Z'],
    [
      'with an offset of its own',
      { time: '2020:12:01 19:14:23', offset: '-05:30' },
      '2020-12-02T00:44:23.000Z',
    ],
    ['with an offset of zero', { time: '2020:12:01 19:14:23', offset: '+00:00' }, '2020-12-01T19:14:23.000Z'],
    ['with a fraction', { time: '2020:12:01 19:14:23', fraction: '25' }, '2020-12-01T18:14:23.250Z'],
    [
      'with a fraction padded with blanks',
      { time: '2020:12:01 19:14:23', fraction: '5  ' },
      '2020-12-01T18:14:23.500Z',
    ],
    [
      'finer than milliseconds',
      { time: '2020:12:01 19:14:23', fraction: '123999' },
      '2020-12-01T18:14:23.123Z',
    ],
    [
      'with an offset that is none',
      { time: '2020:12:01 19:14:23', offset: '  :  ' },
      '2020-12-01T18:14:23.000Z',
    ],
    [
      'of an hour that happened twice: the first',
      { time: '2024:10:27 02:30:00' },
      '2024-10-27T00:30:00.000Z',
    ],
    ['not set', { time: '0000:00:00 00:00:00' }, undefined],
    ['blank', { time: '    :  :     :  :  ' }, undefined],
    ['no day', { time: '2021:02:30 12:00:00' }, undefined],
    ['no time', { time: 'yesterday' }, undefined],
    ['absent', {}, undefined],
  ];
  for (const [name, tags, instant] of cases) {
    for (const [format, make] of [
      ['JPG', jpegWithExif],
      ['PNG', pngWithExif],
    ] as const) {
      test(`${name} (${format})`, () => {
        assert.equal(readExifTime(make(tags), ZONE)?.toISOString(), instant);
      });
    }
  }

  test('a picture with no EXIF data, cut off, or of rubbish has none', () => {
    const whole = jpegWithExif({ time: '2020:12:01 19:14:23' });
    for (let length = 0; length < whole.length - 40; length += 1) {
      // Whatever is left of it, reading it throws nothing.
      readExifTime(whole.subarray(0, length), ZONE);
    }
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      Buffer.alloc(4096, 0xff),
    ]) {
      assert.equal(readExifTime(bytes, ZONE), undefined);
    }
  });
});
