import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { parseDatabaseUrl } from '../../src/store/parse-database-url.js';

const FILES = [
  ['sqlite:./data/gantry.sqlite', path.resolve('data/gantry.sqlite')],
  ['sqlite:gantry.sqlite', path.resolve('gantry.sqlite')],
  ['sqlite:../gantry.sqlite', path.resolve('../gantry.sqlite')],
  ['sqlite:/srv/gantry.sqlite', '/srv/gantry.sqlite'],
  ['sqlite:///srv/gantry.sqlite', '/srv/gantry.sqlite'],
  ['SQLite:/srv/a b%20c?.sqlite', '/srv/a b%20c?.sqlite'],
] as const;

for (const [url, file] of FILES) {
  test(`${url} is ${file}`, () => assert.deepEqual(parseDatabaseUrl(url), { dialect: 'sqlite', file }));
}

const SERVERS = [
  'postgres://gantry:secret@db.example:5433/gantry?sslmode=verify-full',
  'PostgreSQL://db/gantry',
  'postgres://gantry@/gantry?host=/run/postgresql',
  'postgres:///gantry?host=/run/postgresql',
] as const;

for (const url of SERVERS) {
  test(`${url} is a server`, () => assert.deepEqual(parseDatabaseUrl(url), { dialect: 'postgres', url }));
}

const REFUSED = [
  ['', 'a text without a scheme'],
  ['./data/gantry.sqlite', 'a text without a scheme'],
  ['mysql://root:secret@db/gantry', 'the scheme "mysql:"'],
  ['postgres:gantry', 'no two slashes'],
  ['postgres://gantry:secret@db', 'no name of a database'],
  ['postgres://gantry:secret@db/', 'no name of a database'],
  ['postgres://gantry:se/cret@db/gantry', 'an address that cannot be read'],
  ['sqlite:', 'no file name'],
  ['sqlite:/srv/data/', 'no file name'],
  ['sqlite::memory:', '":memory:"'],
  ['sqlite://srv/gantry.sqlite', 'two slashes'],
  ['sqlite:/srv/a\0b', 'NUL'],
] as const;

for (const [url, reason] of REFUSED) {
  test(`${JSON.stringify(url)} is refused`, () => {
    assert.throws(
      () => parseDatabaseUrl(url),
      (error: Error) => {
        assert.match(
          error.message,
          /^Expected sqlite:<path>, .* or postgres:.* for DATABASE_URL, but received /,
        );
        assert.ok(error.message.includes(reason), error.message);
        assert.ok(!error.message.includes('\n') && !error.message.includes('secret'), error.message);
        return true;
      },
    );
  });
}
