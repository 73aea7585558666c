import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConfigError, isLoopback, loadConfig, SETTINGS } from '../src/config.js';

const EXAMPLE = fileURLToPath(new URL('../../.env.example', import.meta.url));

let empty = '';
let folder = '';
before(() => {
  empty = mkdtempSync(join(tmpdir(), 'gantry-config-'));
  folder = mkdtempSync(join(tmpdir(), 'gantry-config-'));
});
after(() => {
  rmSync(empty, { recursive: true });
  rmSync(folder, { recursive: true });
});

const load = (environment: Record<string, string>) => loadConfig(environment, empty);

test('without any setting there is a default for each', () => {
  assert.deepEqual(load({}), {
    host: '127.0.0.1',
    port: 8000,
    databaseUrl: 'sqlite:./data/gantry.sqlite',
    dataDir: './data',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    maxUploadBytes: 10 * 1024 * 1024,
    maxImagePixels: 50_000_000,
    recognizerProcesses: availableParallelism(),
    recognizerQueue: 64,
    recognizerTimeoutMs: 15_000,
    recognizerMaxJobs: 500,
    reviewConfidence: 0.8,
    readers: ['network', 'tesseract'],
    allowAnonymous: false,
    imageRetentionDays: 0,
    detectionRetentionDays: 0,
    rateLimitPerKey: 6000,
    rateLimitPerAddress: 12_000,
    trustedProxies: [],
    eventListeners: 100,
    stopDelayMs: 0,
    logLevel: 'info',
  });
});

describe('a value is taken', () => {
  const cases: readonly (readonly [name: keyof typeof SETTINGS, text: string, value: unknown])[] = [
    ['host', '127.8.0.1', '127.8.0.1'],
    ['host', 'localhost', 'localhost'],
    ['host', '::1', '::1'],
    ['port', '0', 0],
    ['port', '65535', 65_535],
    ['port', ' 8080 ', 8080],
    ['port', '', 8000],
    ['port', '  ', 8000],
    ['databaseUrl', 'sqlite:/srv/gantry.sqlite', 'sqlite:/srv/gantry.sqlite'],
    ['databaseUrl', 'sqlite:gantry.db', 'sqlite:gantry.db'],
    ['dataDir', '/srv/gantry data', '/srv/gantry data'],
    ['timeZone', 'America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['timeZone', 'UTC', 'UTC'],
    ['timeZone', 'europe/zagreb', 'europe/zagreb'],
    ['maxUploadBytes', '1', 1],
    ['maxImagePixels', '100', 100],
    ['recognizerProcesses', '3', 3],
    ['recognizerQueue', '0', 0],
    ['recognizerTimeoutMs', '500', 500],
    ['recognizerMaxJobs', '1', 1],
    ['reviewConfidence', '0', 0],
    ['reviewConfidence', '1', 1],
    ['reviewConfidence', '.85', 0.85],
    ['readers', 'network', ['network']],
    ['readers', 'tesseract', ['tesseract']],
    ['readers', 'network,tesseract', ['network', 'tesseract']],
    ['readers', ' tesseract , network ', ['tesseract', 'network']],
    ['readers', '', ['network', 'tesseract']],
    ['readers', '  ', ['network', 'tesseract']],
    ['allowAnonymous', 'true', true],
    ['allowAnonymous', 'false', false],
    ['rateLimitPerKey', '0', 0],
    ['trustedProxies', 'loopback, 10.0.0.0/8,::1', ['loopback', '10.0.0.0/8', '::1']],
    ['eventListeners', '7', 7],
    ['stopDelayMs', '5000', 5000],
    ['logLevel', 'silent', 'silent'],
  ];
  for (const [name, text, value] of cases) {
    test(`${SETTINGS[name].key}='${text}'`, () =>
      assert.deepEqual(load({ [SETTINGS[name].key]: text })[name], value));
  }
});

describe('a wrong value is refused in one line that names key, expectation and value', () => {
  const cases: readonly (readonly [key: string, text: string, expected: RegExp])[] = [
    ['HOST', 'http://x', /an address/],
    ['HOST', 'a b', /an address/],
    ['PORT', 'abc', /a whole number from 0 to 65535/],
    ['PORT', '-1', /a whole number/],
    ['PORT', '65536', /a whole number/],
    ['PORT', '80.5', /a whole number/],
    ['PORT', '0x50', /a whole number/],
    ['PORT', '8000;', /a whole number/],
    ['DATABASE_URL', 'gantry.sqlite', /sqlite: and the name of a file/],
    ['DATABASE_URL', 'sqlite:', /sqlite: and the name of a file/],
    ['DATABASE_URL', 'mysql://x/y', /sqlite: and the name of a file/],
    ['DATABASE_URL', 'postgres://db', /postgres:\/\/<user>@<host>/],
    ['TIME_ZONE', 'Mars/Olympus', /an IANA time zone/],
    ['TIME_ZONE', '+02:00', /an IANA time zone/],
    ['TIME_ZONE', 'CEST', /an IANA time zone/],
    ['MAX_UPLOAD_BYTES', '0', /from 1 to/],
    ['MAX_UPLOAD_BYTES', '10MB', /a whole number/],
    ['MAX_UPLOAD_BYTES', '99999999999999999999', /a whole number/],
    ['MAX_IMAGE_PIXELS', '-5', /a whole number/],
    ['RECOGNIZER_PROCESSES', '0', /from 1 to 256/],
    ['RECOGNIZER_QUEUE', '1.5', /a whole number/],
    ['RECOGNIZER_TIMEOUT_MS', '15s', /a whole number/],
    ['RECOGNIZER_MAX_JOBS', '0', /from 1 to/],
    ['REVIEW_CONFIDENCE', '1.01', /a number from 0 to 1/],
    ['REVIEW_CONFIDENCE', '-0.1', /a number from 0 to 1/],
    ['REVIEW_CONFIDENCE', '0,9', /a number from 0 to 1/],
    ['REVIEW_CONFIDENCE', 'NaN', /a number from 0 to 1/],
    ['READERS', 'ocr', /one or more of network, tesseract/],
    ['READERS', 'network,ocr', /one or more of network, tesseract/],
    ['READERS', 'network;tesseract', /one or more of/],
    ['READERS', 'network,', /one or more of/],
    ['READERS', ',', /one or more of/],
    ['READERS', 'Network', /one or more of/],
    ['ALLOW_ANONYMOUS', 'yes', /true or false/],
    ['ALLOW_ANONYMOUS', '1', /true or false/],
    ['RATE_LIMIT_PER_KEY', '-1', /a whole number/],
    ['TRUSTED_PROXIES', 'everybody', /addresses or subnets/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /addresses or subnets/],
    ['TRUSTED_PROXIES', '::1/129', /addresses or subnets/],
    ['TRUSTED_PROXIES', '10.0.0.1,', /addresses or subnets/],
    ['STOP_DELAY_MS', '10001', /from 0 to 10000/],
    ['LOG_LEVEL', 'verbose', /one of fatal, error/],
  ];
  for (const [key, text, expected] of cases) {
    test(`${key}='${text}'`, () => {
      const { message } = refusalOf({ [key]: text });
      assert.match(message, expected);
      assert.ok(message.startsWith(`${key}: expected `), message);
      assert.ok(message.endsWith(`, found "${text}"`), message);
      assert.ok(!message.includes('\n'));
    });
  }

  test('several wrong values have a line each', () => {
    assert.deepEqual(
      refusalOf({ PORT: 'x', LOG_LEVEL: 'y' })
        .message.split('\n')
        .map((line) => line.split(':')[0]),
      ['PORT', 'LOG_LEVEL'],
    );
  });

  test('the password of a database is not repeated', () => {
    const { message } = refusalOf({ DATABASE_URL: 'mysql://gantry:s3cr3t@db/gantry' });
    assert.ok(message.endsWith('found "mysql://gantry:***@db/gantry"'), message);
  });

  test('a long value is cut, a line break is escaped', () => {
    const { message } = refusalOf({ PORT: `1\n${'x'.repeat(500)}` });
    assert.ok(message.length < 200 && !message.includes('\n'), message);
  });
});

describe('nobody but this machine reaches', () => {
  for (const host of ['127.0.0.1', '127.8.0.1', 'localhost', 'LocalHost', '::1']) {
    test(host, () => assert.ok(isLoopback(host)));
  }
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'gantry.example', '127.evil.example']) {
    test(`not ${host}`, () => assert.ok(!isLoopback(host)));
  }
});

describe('.env in the working directory', () => {
  test('is read, and the environment wins over it', () => {
    writeFileSync(join(folder, '.env'), '# a comment\nPORT=9001\nLOG_LEVEL="warn" # quoted\nDATA_DIR=\n');
    const config = loadConfig({ PORT: '9002' }, folder);
    assert.equal(config.port, 9002);
    assert.equal(config.logLevel, 'warn');
    assert.equal(config.dataDir, './data');
  });

  test('decides where the environment has the key without a value', () => {
    writeFileSync(join(folder, '.env'), 'PORT=9001\n');
    assert.equal(loadConfig({ PORT: '' }, folder).port, 9001);
  });

  test('is checked like the environment', () => {
    writeFileSync(join(folder, '.env'), 'PORT=nine\n');
    assert.throws(() => loadConfig({}, folder), { name: 'ConfigError', message: /^PORT: .*found "nine"$/ });
  });

  test('is refused in one line if it cannot be read', () => {
    rmSync(join(folder, '.env'), { force: true });
    mkdirSync(join(folder, '.env'));
    assert.throws(() => loadConfig({}, folder), {
      name: 'ConfigError',
      message: /^\.env: expected .*EISDIR$/,
    });
  });
});

describe('.env.example', () => {
  const text = readFileSync(EXAMPLE, 'utf8');

  test('holds every setting once, in order, with its sentence and its default', () => {
    const expected = Object.values(SETTINGS).map(
      ({ key, description, defaultText }) => `# ${description}\n${key}=${defaultText}\n`,
    );
    assert.equal(text.split('\n').slice(2).join('\n'), expected.join('\n'));
  });

  test('copied to .env it changes nothing', () => {
    const copy = mkdtempSync(join(tmpdir(), 'gantry-config-'));
    writeFileSync(join(copy, '.env'), text);
    assert.deepEqual(loadConfig({}, copy), load({}));
    rmSync(copy, { recursive: true });
  });
});

function refusalOf(environment: Record<string, string>): ConfigError {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  return assert.fail(`${JSON.stringify(environment)} was taken`);
}
