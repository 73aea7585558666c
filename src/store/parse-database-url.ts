import path from 'node:path';

/** Where the database is. `file` is absolute. */
export interface DatabaseLocation {
  readonly dialect: 'sqlite';
  readonly file: string;
}

/**
 * Reads `DATABASE_URL`: `sqlite:` and a path, relative to the working directory (`sqlite:./data/gantry.sqlite`) or
 * absolute (`sqlite:/srv/gantry.sqlite`, `sqlite:///srv/gantry.sqlite`). The path is taken literally, without
 * percent-decoding.
 * @throws {Error} any other form, in one line. The value itself is not repeated: such a URL may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== 'sqlite') {
    throw unexpected(scheme === undefined ? 'a text without a scheme' : `the scheme "${scheme}:"`);
  }
  const file = url.slice('sqlite:'.length).replace(/^\/\/\//, '/');
  if (file === '' || file.endsWith('/')) throw unexpected('no file name');
  // `sqlite://data/x` reads as a host called `data` to some and as a folder to others.
  if (file.startsWith('//')) throw unexpected('two slashes after "sqlite:"');
  if (file === ':memory:') throw unexpected('":memory:", which loses everything at the end of the process');
  if (file.includes('\0')) throw unexpected('a path with a NUL character');
  return { dialect: 'sqlite', file: path.resolve(file) };
}

function unexpected(received: string): Error {
  return new Error(
    `Expected sqlite:<path>, for instance sqlite:./data/gantry.sqlite, for DATABASE_URL, but received ${received}`,
  );
}
