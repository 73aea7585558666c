import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runKeysCommand, UsageError } from '../src/keys-command.js';
import { openKeys } from '../src/store/open-store.js';
import { openTempStore, tempFolder, testOnBoth, type TempFolder } from './store/support/temp-store.js';

const MAIN = fileURLToPath(new URL('../src/keys.js', import.meta.url));

async function openCommand(folder: TempFolder) {
  const { keys, close } = await openKeys(folder.options.databaseUrl);
  folder.closing(close);
  return async (...args: readonly string[]) => {
    const lines: string[] = [];
    await runKeysCommand(args, keys, (text) => lines.push(text));
    return lines;
  };
}

testOnBoth(
  'a key that the command made is taken by a running store, until it is revoked',
  async (_, folder) => {
    const { keys } = await openTempStore(folder);
    const run = await openCommand(folder);
    const [told = '', secret = ''] = await run('create', '--name', 'lane-1', '--scope', 'camera');
    assert.match(told, /lane-1 \(camera\)/);
    const key = await keys.authenticate(secret);
    assert.deepEqual([key?.name, key?.scope], ['lane-1', 'camera']);
    assert.match((await run('revoke', 'lane-1'))[0] ?? '', /^Revoked the key lane-1 /);
    assert.equal(await keys.authenticate(secret), null);
  },
);

test('the list shows every key, and no secret', async (t) => {
  const run = await openCommand(await tempFolder(t));
  const [, secret = ''] = await run('create', '--name', 'a longer name', '--scope', 'admin');
  await run('create', '--name', 'b', '--scope', 'backoffice');
  await run('revoke', 'b');
  const lines = await run('list');
  const [head, first = '', second = ''] = lines;
  assert.match(head ?? '', /^ID +NAME +SCOPE +CREATED +LAST USED +REVOKED$/);
  assert.match(first, /^[0-9a-f-]{36} {2}a longer name {2}admin {7}\d{4}-\d\d-\d\dT\d\d:\d\dZ {2}- {10}-$/);
  assert.match(second, /^[0-9a-f-]{36} {2}b {14}backoffice {2}\S+ {2}- {10}\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
  assert.ok(!lines.join().includes(secret));
});

const REFUSED = [
  [[], /create, list or revoke, but received nothing/],
  [['remove'], /create, list or revoke, but received remove/],
  [['create', '--scope', 'camera'], /for --name/],
  [['create', '--name', ' x', '--scope', 'camera'], /for --name/],
  [['create', '--name', 'a\nb', '--scope', 'camera'], /for --name/],
  [['create', '--name', 'x'], /for --scope, but received ''/],
  [['create', '--name', 'x', '--scope', 'root'], /one of camera, backoffice, reviewer, admin/],
  [['create', 'x', '--name', 'x', '--scope', 'admin'], /nothing more/],
  [['create', '--colour', 'red'], /--colour/],
  [['list', 'all'], /nothing more/],
  [['revoke'], /name or the id/],
] as const;

for (const [args, message] of REFUSED) {
  test(`${JSON.stringify(args.join(' '))} is refused`, async (t) => {
    const run = await openCommand(await tempFolder(t));
    await assert.rejects(run(...args), (error) => error instanceof UsageError && message.test(error.message));
    assert.equal((await run('list')).length, 1);
  });
}

/** The command as a process, in a folder where nothing was started yet. */
async function runProcess(t: TestContext, ...args: readonly string[]) {
  const folder = await tempFolder(t);
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: `sqlite:${path.join(folder.path, 'deep', 'gantry.sqlite')}`,
  };
  return promisify(execFile)(process.execPath, [MAIN, ...args], { cwd: folder.path, env });
}

test('the first key can be made before the first start', async (t) => {
  const { stdout, stderr } = await runProcess(t, 'create', '--name', 'first', '--scope', 'admin');
  assert.match(stdout, /^[^\n]+\ngantry_\S+\n$/);
  assert.equal(stderr, '');
});

test('a mistake ends with 1 and says how it is used', async (t) => {
  await assert.rejects(runProcess(t, 'create'), (error: { code: number; stdout: string; stderr: string }) => {
    assert.deepEqual([error.code, error.stdout], [1, '']);
    assert.match(error.stderr, /^Expected .* for --name[^\n]+\n\nnpm run keys -- create /);
    return true;
  });
});

test('an unknown key ends with 1, in one line', async (t) => {
  await assert.rejects(runProcess(t, 'revoke', 'none'), { code: 1, stderr: "There is no key 'none'\n" });
});
