import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { migrate } from '../../src/store/migrate.js';
import { openSqlite } from '../../src/store/open-sqlite.js';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { newCapture, newDetection } from './support/new-capture.js';
import { openTempStore, tempFolder, type TempFolder } from './support/temp-store.js';
import { unprivileged } from './support/unprivileged.js';

const EVER = new Date(0);

test('folders that are missing are made', async (t) => {
  const folder = await tempFolder(t);
  const file = path.join(folder.path, 'deep', 'er', 'gantry.sqlite');
  const store = await openStore({ databaseUrl: `sqlite:${file}`, dataDir: path.join(folder.path, 'a', 'b') });
  await store.captures.save(newCapture([newDetection('AB12')]));
  await store.close();
  assert.equal((await readFile(file)).subarray(0, 15).toString(), 'SQLite format 3');
});

test('what was saved is there after closing and opening', async (t) => {
  const folder = await tempFolder(t);
  const first = await openTempStore(folder);
  await first.captures.save(newCapture([newDetection('AB12')]));
  await first.close();
  const second = await openTempStore(folder);
  assert.equal((await second.captures.latestDetections(['AB12'], EVER)).length, 1);
});

test('closing waits for what is being saved', async (t) => {
  const folder = await tempFolder(t);
  const first = await openTempStore(folder);
  const saves = ['A1', 'B2', 'C3'].map((text) => first.captures.save(newCapture([newDetection(text)])));
  await first.close();
  await Promise.all(saves);
  const second = await openTempStore(folder);
  assert.equal((await second.captures.latestDetections(['A1', 'B2', 'C3'], EVER)).length, 3);
});

interface Refusal {
  readonly name: string;
  readonly prepare: (folder: TempFolder) => Promise<Partial<StoreOptions>>;
  readonly message: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'another scheme',
    prepare: async () => ({ databaseUrl: 'mysql://db/gantry' }),
    message: /for DATABASE_URL, but received the scheme "mysql:"$/,
  },
  {
    name: 'a file that is no database',
    prepare: ({ databaseFile }) => writeFile(databaseFile, 'no database '.repeat(1000)).then(() => ({})),
    message: /for DATABASE_URL, but .*gantry\.sqlite gives SQLITE_NOTADB: file is not a database$/,
  },
  {
    name: 'a folder in place of the database file',
    prepare: ({ databaseFile }) => mkdir(databaseFile).then(() => ({})),
    message: /for DATABASE_URL, but .*gantry\.sqlite gives SQLITE_CANTOPEN: unable to open database file$/,
  },
  {
    name: 'a database below a file',
    prepare: async ({ path: folder }) => {
      await writeFile(path.join(folder, 'file'), '');
      return { databaseUrl: `sqlite:${folder}/file/gantry.sqlite` };
    },
    message: /for DATABASE_URL, but .*gantry\.sqlite gives (ENOTDIR|EEXIST)/,
  },
  {
    name: 'a database in a folder that may not be written to',
    prepare: async ({ path: folder }) => {
      await mkdir(path.join(folder, 'mine'), { mode: 0o555 });
      return { databaseUrl: `sqlite:${folder}/mine/gantry.sqlite` };
    },
    message: /for DATABASE_URL, but .*gantry\.sqlite gives SQLITE_CANTOPEN/,
  },
  {
    name: 'a database file that may not be written to',
    prepare: async ({ databaseFile }) => {
      await openSqlite(databaseFile).then((database) => database.close());
      await chmod(databaseFile, 0o444);
      return {};
    },
    message: /for DATABASE_URL, but .*gantry\.sqlite gives SQLITE_READONLY/,
  },
  {
    name: 'a database of a later version',
    prepare: async ({ databaseFile }) => {
      const database = await openSqlite(databaseFile);
      await migrate(database, [{ name: '9999-later', statements: [] }]);
      await database.close();
      await chmod(databaseFile, 0o666);
      return {};
    },
    message: /for DATABASE_URL, but it has the migration "9999-later"$/,
  },
  {
    name: 'a file in place of the data folder',
    prepare: async ({ path: folder }) => {
      await writeFile(path.join(folder, 'file'), '');
      return { dataDir: `${folder}/file` };
    },
    message: /for DATA_DIR, but .*file.evidence gives (ENOTDIR|EEXIST)$/,
  },
  {
    name: 'a data folder that may not be written to',
    prepare: async ({ path: folder }) => {
      await mkdir(path.join(folder, 'mine'), { mode: 0o555 });
      return { dataDir: `${folder}/mine` };
    },
    message: /for DATA_DIR, but .*mine.evidence gives EACCES$/,
  },
  {
    name: 'evidence that may no longer be written to',
    prepare: async ({ path: folder }) => {
      await mkdir(path.join(folder, 'evidence', 'pending'), { recursive: true });
      await chmod(path.join(folder, 'evidence', 'pending'), 0o555);
      return {};
    },
    message: /for DATA_DIR, but .*evidence gives EACCES$/,
  },
];

for (const { name, prepare, message } of REFUSALS) {
  test(`${name} is refused in one line`, async (t) => {
    const folder = await tempFolder(t);
    await chmod(folder.path, 0o777);
    const options = { ...folder.options, ...(await prepare(folder)) };
    await assert.rejects(
      unprivileged(() => openStore(options)),
      (error: Error) => {
        assert.match(error.message, message);
        assert.match(error.message, /^Expected [^\n]+$/);
        return true;
      },
    );
  });
}
