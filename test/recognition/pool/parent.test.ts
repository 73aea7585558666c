import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from './fixtures/control.js';
import { CONTROLLED_WORKER, openControl } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };
const PARENT = fileURLToPath(new URL('./fixtures/parent.js', import.meta.url));

test('a child exits in order when the channel to its parent closes', SAFETY, async (t) => {
  const control = await openControl(t);
  const child = fork(CONTROLLED_WORKER, {
    serialization: 'advanced',
    env: { CONTROL_SOCKET: control.socketPath },
  });
  t.after(() => child.kill('SIGKILL'));
  child.send({
    kind: 'init',
    settings: { maxImagePixels: 1, reviewConfidence: 0.5 },
    parentPid: process.pid,
  });
  assert.deepEqual(await once(child, 'message'), [{ kind: 'ready' }, undefined]);
  child.disconnect();
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a worker that no pool started says so', SAFETY, async (t) => {
  const child = spawn(process.execPath, [fileURLToPath(CONTROLLED_WORKER)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [stderr, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  assert.deepEqual(exit, [1, null]);
  assert.match(stderr, /expected to be started by the recognizer pool/);
});

/** A process with a pool of two children, in a process group of its own. */
function startParent(t: TestContext, socketPath: string, jobs: readonly string[]): ChildProcess {
  const parent = spawn(process.execPath, [PARENT, socketPath, ...jobs], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => parent.kill('SIGKILL'));
  return parent;
}

for (const command of ['hang', 'loop'] as const satisfies readonly Command[]) {
  test(`children exit when the parent is killed: idle, and in an endless ${command}`, SAFETY, async (t) => {
    const control = await openControl(t, () => undefined);
    const parent = startParent(t, control.socketPath, ['one']);
    const starts = await control.take(2);
    for (const start of starts) start.answer('ok');
    const job = await control.next();
    assert.equal(job.job, 'one');
    job.answer(command);

    parent.kill('SIGKILL');
    await Promise.all(starts.map(({ gone }) => gone));
  });
}

test('Ctrl-C, sent to the whole group, drains: pictures are answered, children exit', SAFETY, async (t) => {
  const control = await openControl(t);
  const parent = startParent(t, control.socketPath, ['a', 'b', 'c']);
  const output = text(parent.stdout as NodeJS.ReadableStream);
  const exit = once(parent, 'exit');
  const held = await control.take(2);

  process.kill(-(parent.pid as number), 'SIGINT');
  await once(parent.stdout as NodeJS.ReadableStream, 'data');
  control.release();
  assert.deepEqual(await exit, [0, null]);
  const lines = (await output).trim().split('\n').sort();
  assert.deepEqual(lines, ['answered a', 'answered b', 'answered c', 'draining']);
  await Promise.all(held.map(({ gone }) => gone));
});

test('what children print does not reach the standard output of the service', SAFETY, async (t) => {
  const control = await openControl(t, ({ event }) => (event === 'start' ? 'ok' : 'print-banner'));
  const parent = startParent(t, control.socketPath, ['a', 'b', 'c']);
  const lines: string[] = [];
  for await (const chunk of parent.stdout as NodeJS.ReadableStream) {
    lines.push(...String(chunk).trim().split('\n'));
    if (lines.length >= 3) break;
  }
  assert.deepEqual(lines.sort(), ['answered a', 'answered b', 'answered c']);
});
