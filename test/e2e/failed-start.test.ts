import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openStore } from '../../src/store/open-store.js';
import {
  runService,
  serviceFolderFor as folderFor,
  startServiceFor as start,
} from '../support/start-service.js';

describe('a start that fails says why in one line, and ends with 1', () => {
  test('wrong settings', async (t) => {
    const exit = await runService(await folderFor(t), { PORT: 'eighty' });
    assert.deepEqual(exit, {
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'PORT: expected a whole number from 0 to 65535, found "eighty"\n',
    });
  });

  test('a wrong setting in .env', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, '.env'), 'TIME_ZONE=Atlantis\n');
    const { code, stderr } = await runService(folder);
    assert.equal(code, 1);
    assert.equal(stderr, 'TIME_ZONE: expected an IANA time zone such as Europe/Zagreb, found "Atlantis"\n');
  });

  test('an address for everybody without a key or ALLOW_ANONYMOUS', async (t) => {
    const { code, stderr } = await runService(await folderFor(t), { HOST: '0.0.0.0' });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^HOST: expected a loopback address .*, a key .*, or ALLOW_ANONYMOUS=true, found "0\.0\.0\.0"\n$/,
    );
  });

  test('an address for everybody when every key was revoked, but not with one that is good', async (t) => {
    const folder = await folderFor(t);
    const store = await openStore({
      databaseUrl: `sqlite:${join(folder, 'data/gantry.sqlite')}`,
      dataDir: join(folder, 'data'),
    });
    await store.keys.create({ name: 'first', scope: 'camera' });
    await store.keys.revoke('first');
    assert.match((await runService(folder, { HOST: '0.0.0.0' })).stderr, /^HOST: expected/);
    await store.keys.create({ name: 'second', scope: 'camera' });
    await store.close();
    // A port that is in use stops it at the next step, before it listens to anybody.
    const other = await start(t);
    const { port } = new URL(other.url);
    const { stderr } = await runService(folder, {
      HOST: '0.0.0.0',
      PORT: port,
      RECOGNIZER_PROCESSES: '1',
      LOG_LEVEL: 'warn',
    });
    assert.equal(
      stderr,
      `Gantry cannot start: cannot listen on 0.0.0.0:${port}: the port is in use (PORT)\n`,
    );
  });

  test('a port in use', async (t) => {
    const service = await start(t);
    const { port } = new URL(service.url);
    const exit = await runService(await folderFor(t), {
      PORT: port,
      RECOGNIZER_PROCESSES: '1',
      LOG_LEVEL: 'warn',
    });
    assert.equal(exit.code, 1);
    assert.equal(exit.stdout, '');
    assert.equal(
      exit.stderr,
      `Gantry cannot start: cannot listen on 127.0.0.1:${port}: the port is in use (PORT)\n`,
    );
  });

  test('a database that is none', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, 'text.sqlite'), 'this is no database, '.repeat(100));
    const { code, stderr } = await runService(folder, {
      DATABASE_URL: 'sqlite:text.sqlite',
      LOG_LEVEL: 'warn',
    });
    assert.equal(code, 1);
    assert.match(stderr, /^Gantry cannot start: [^\n]+\n$/);
  });

  test('a DATA_DIR that is a file', async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await runService(folder, { DATA_DIR: 'file', LOG_LEVEL: 'warn' });
    assert.equal(code, 1);
    assert.match(stderr, /^Gantry cannot start: [^\n]+\n$/);
  });
});
