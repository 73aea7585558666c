import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CaptureStore } from '../../src/store/contracts.js';
import { send, startApp, type AppUnderTest } from '../support/app-under-test.js';

const NOW = new Date('2021-06-01T12:00:00.500Z');
type Query = Parameters<CaptureStore['latestDetections']>;

let app: AppUnderTest;
let queries: Query[] = [];
let known: Record<string, string> = {};

before(async () => {
  app = await startApp({
    timeZone: 'Europe/Zagreb',
    now: () => NOW,
    store: {
      captures: {
        latestDetections: (...query) => {
          queries.push(query);
          const found = query[0].filter((plate) => known[plate] !== undefined);
          return Promise.resolve(found.map((plate) => ({ plate, capturedAt: new Date(known[plate] ?? '') })));
        },
      },
    },
  });
});
beforeEach(() => {
  queries = [];
  known = { AB1234AB: '2020-12-01T18:14:23.999Z', SI5: '2021-03-28T01:00:00Z' };
});
after(() => app.close());

const found = (plate: string, time: string) => ({ detected: true, plate, time });
const absent = (plate: string) => ({ detected: false, plate, time: '' });

describe('GET /check-license-plate answers', () => {
  const cases: { name: string; plates: string; answer: unknown; asked?: string[] }[] = [
    { name: 'a plate that passed', plates: 'AB1234AB', answer: [found('AB1234AB', '2020-12-01T19:14:23')] },
    { name: 'a plate that did not', plates: 'CD567EF', answer: [absent('CD567EF')] },
    {
      name: 'several in the order asked',
      plates: 'CD567EF,AB1234AB,X1',
      answer: [absent('CD567EF'), found('AB1234AB', '2020-12-01T19:14:23'), absent('X1')],
    },
    {
      name: 'one asked twice twice, and looks it up once',
      plates: 'AB1234AB,X1,ab-1234-ab',
      answer: [
        found('AB1234AB', '2020-12-01T19:14:23'),
        absent('X1'),
        found('ab-1234-ab', '2020-12-01T19:14:23'),
      ],
      asked: ['AB1234AB', 'X1'],
    },
    { name: 'small letters', plates: 'ab1234ab', answer: [found('ab1234ab', '2020-12-01T19:14:23')] },
    {
      name: 'encoded spaces and hyphens, as they were asked',
      plates: 'AB%201234-ab,%20CD%20567%20EF',
      answer: [found('AB 1234-ab', '2020-12-01T19:14:23'), absent(' CD 567 EF')],
    },
    { name: 'diacritics', plates: '%C5%A0I%205', answer: [found('ŠI 5', '2021-03-28T03:00:00')] },
    {
      name: 'diacritics as they are',
      plates: encodeURI('ši5'),
      answer: [found('ši5', '2021-03-28T03:00:00')],
    },
    { name: 'a plus, which is no space', plates: 'AB+1', answer: [absent('AB+1')] },
    {
      name: 'an encoded slash',
      plates: 'AB%2F1234%2fAB',
      answer: [found('AB/1234/AB', '2020-12-01T19:14:23')],
    },
    {
      name: 'encoded commas, as clients write that encode the whole list',
      plates: 'CD567EF%2CAB1234AB',
      answer: [absent('CD567EF'), found('AB1234AB', '2020-12-01T19:14:23')],
    },
    { name: 'a percent sign', plates: 'AB%251', answer: [absent('AB%1')] },
    { name: '32 letters', plates: 'A'.repeat(32), answer: [absent('A'.repeat(32))] },
    {
      name: 'names that objects have',
      plates: '__proto__,constructor',
      answer: [absent('__proto__'), absent('constructor')],
    },
  ];
  for (const { name, plates, answer, asked } of cases) {
    for (const spelling of ['license', 'licence']) {
      test(`${name} (${spelling})`, async () => {
        const { status, body, text } = await send(app, `/check-${spelling}-plate/${plates}/2020-12-01`);
        assert.equal(status, 200, text);
        assert.deepEqual(body, answer);
        if (asked) assert.deepEqual(queries[0]?.[0], asked);
      });
    }
  }

  test('with the keys in the order of the contract', async () => {
    const { text } = await send(app, '/check-license-plate/AB1234AB,X1/2020-12-01');
    assert.equal(
      text,
      '[{"detected":true,"plate":"AB1234AB","time":"2020-12-01T19:14:23"},{"detected":false,"plate":"X1","time":""}]',
    );
  });

  test('500 plates of 32 letters that take six bytes each in the address', async () => {
    const plate = '%C5%A0'.repeat(32);
    const { status, body } = await send(
      app,
      `/check-license-plate/${Array(500).fill(plate).join(',')}/2020-12-01`,
    );
    assert.equal(status, 200);
    assert.equal((body as unknown[]).length, 500);
  });

  test('with a slash at the end, and a query that it ignores', async () => {
    assert.equal((await send(app, '/check-license-plate/AB1/2020-12-01/?x=1')).status, 200);
  });
});

describe('GET /check-license-plate looks from the instant asked on', () => {
  const cases = [
    ['2020-12-01T19:14:23', '2020-12-01T18:14:23.000Z'],
    ['2020-12-01T19:14:23Z', '2020-12-01T19:14:23.000Z'],
    ['2020-12-01T19:14:23+02:00', '2020-12-01T17:14:23.000Z'],
    ['2020-12-01T19:14:23%2B02:00', '2020-12-01T17:14:23.000Z'],
    ['2020-12-01T19%3A14%3A23.250-05:00', '2020-12-02T00:14:23.250Z'],
    ['2020-12-01%2019:14:23', '2020-12-01T18:14:23.000Z'],
    ['2020-12-01', '2020-11-30T23:00:00.000Z'],
    ['2021-06-01T12:00:00.500Z', '2021-06-01T12:00:00.500Z'],
  ] as const;
  for (const [asked, from] of cases) {
    test(asked, async () => {
      assert.equal((await send(app, `/check-license-plate/AB1/${asked}`)).status, 200);
      assert.deepEqual(queries, [[['AB1'], new Date(from)]]);
    });
  }

  test('an instant to come is asked for, too: the clocks of several instances differ', async () => {
    const { status } = await send(app, '/check-license-plate/AB1/2021-06-01T12:00:00.501Z');
    assert.equal(status, 200);
    assert.deepEqual(queries, [[['AB1'], new Date('2021-06-01T12:00:00.501Z')]]);
  });
});

describe('GET /check-license-plate refuses', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `A${i}`).join(',');
  const cases: { name: string; path: string; message: RegExp }[] = [
    { name: 'an empty plate', path: '/2020-12-01', message: /license plate.*got ''/ },
    { name: 'a comma alone', path: ',/2020-12-01', message: /got '' \(plate 1 of 2\)/ },
    { name: 'a comma at the end', path: 'AB1,/2020-12-01', message: /got '' \(plate 2 of 2\)/ },
    { name: 'a comma at the start', path: ',AB1/2020-12-01', message: /got '' \(plate 1 of 2\)/ },
    { name: 'two commas', path: 'AB1,,AB2/2020-12-01', message: /got '' \(plate 2 of 3\)/ },
    { name: 'a plate of no letters', path: 'AB1,%20-%20/2020-12-01', message: /got ' - ' \(plate 2 of 2\)/ },
    { name: 'a plate in another script', path: '%D0%96%D0%A9/2020-12-01', message: /got 'ЖЩ'/ },
    {
      name: 'a plate of 33 letters',
      path: `${'A'.repeat(33)}/2020-12-01`,
      message: /1 to 32 letters.*got 'A{33}'/,
    },
    { name: 'a very long plate', path: `${'A'.repeat(9000)}/2020-12-01`, message: /got 'A{60}…'/ },
    { name: '501 plates', path: `${many(501)}/2020-12-01`, message: /at most 500 plates, got 501/ },
    { name: 'no datetime', path: 'AB1', message: /<ISO datetime>/ },
    { name: 'an empty datetime', path: 'AB1/', message: /<ISO datetime>/ },
    { name: 'an empty datetime and a slash', path: 'AB1//', message: /ISO 8601 datetime.*got ''/ },
    {
      name: 'a datetime of no meaning',
      path: 'AB1/yesterday',
      message: /ISO 8601 datetime.*got 'yesterday'/,
    },
    { name: 'a day that is none', path: 'AB1/2020-02-30', message: /got '2020-02-30'/ },
    { name: 'an hour that is none', path: 'AB1/2020-12-01T25:00', message: /got '2020-12-01T25:00'/ },
    {
      name: 'an offset whose plus was lost',
      path: 'AB1/2020-12-01T19:14:23%2002:00',
      message: /written %2B/,
    },
    { name: 'a percent sign alone', path: 'AB%/2020-12-01', message: /percent-encoded.*got 'AB%'/ },
    { name: 'bytes that are no UTF-8', path: '%E0%A4%A/2020-12-01', message: /percent-encoded/ },
    { name: 'a broken code in the datetime', path: 'AB1/2020-12-01%zz', message: /got '2020-12-01%zz'/ },
    { name: 'a slash within a plate', path: 'AB/1/2020-12-01', message: /%2F/ },
  ];
  for (const { name, path, message } of cases) {
    for (const spelling of ['license', 'licence']) {
      test(`${name} (${spelling})`, async () => {
        const { status, body, text } = await send(app, `/check-${spelling}-plate/${path}`);
        assert.equal(status, 400, text);
        assert.deepEqual(Object.keys(body as object), ['message']);
        assert.match((body as { message: string }).message, message);
        assert.deepEqual(queries, [], 'the store is not asked');
      });
    }
  }
});
