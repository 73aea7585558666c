import path from 'node:path';

/** Where the database is. `file` is absolute; `url` is for the PostgreSQL driver and may hold a password. */
export type DatabaseLocation =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | { readonly dialect: 'postgres'; readonly url: string };

/**
 * Reads `DATABASE_URL`: `sqlite:` and a path, relative to the working directory (`sqlite:./data/gantry.sqlite`) or
 * absolute (`sqlite:/srv/gantry.sqlite`, `sqlite:///srv/gantry.sqlite`), which is taken literally, without
 * percent-decoding; or `postgres://user:password@host:port/database`, with `?sslmode=verify-full` or
 * `?host=/run/postgresql` where needed.
 * @throws {Error} any other form, in one line. The value itself is not repeated: such a URL may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'sqlite') return { dialect: 'sqlite', file: sqliteFile(url.slice('sqlite:'.length)) };
  if (scheme === 'postgres' || scheme === 'postgresql') {
    checkPostgresUrl(url);
    return { dialect: 'postgres', url };
  }
  throw unexpected(scheme === undefined ? 'a text without a scheme' : `the scheme "${scheme}:"`);
}

function sqliteFile(given: string): string {
  const file = given.replace(/^\/\/\//, '/');
  if (file === '' || file.endsWith('/')) throw unexpected('no file name');
  // `sqlite://data/x` reads as a host called `data` to some and as a folder to others.
  if (file.startsWith('//')) throw unexpected('two slashes after "sqlite:"');
  if (file === ':memory:') throw unexpected('":memory:", which loses everything at the end of the process');
  if (file.includes('\0')) throw unexpected('a path with a NUL character');
  return path.resolve(file);
}

function checkPostgresUrl(url: string): void {
  if (!/^[a-z]+:\/\//i.test(url)) throw unexpected('no two slashes after "postgres:"');
  // The driver takes an empty host with a user before it, which no URL has.
  const standard = url.replace('@/', '@localhost/');
  if (!URL.canParse(standard))
    throw unexpected('an address that cannot be read; "@", "/", "%" in a password are written %40, %2F, %25');
  if (new URL(standard).pathname.replace('/', '') === '') throw unexpected('no name of a database');
}

function unexpected(received: string): Error {
  return new Error(
    'Expected sqlite:<path>, for instance sqlite:./data/gantry.sqlite, or postgres://<user>@<host>/<database>, ' +
      `for DATABASE_URL, but received ${received}`,
  );
}
