import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerFailedError } from '../../../src/errors.js';
import {
  createRecognizerPool,
  RecognizerStartError,
  type PoolOptions,
} from '../../../src/recognition/pool.js';
import type { Command } from './fixtures/control.js';
import { isRunning } from './fixtures/is-running.js';
import { openControl, openPool, picture, pictureOf, poolOptions } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

for (const [command, reason] of [
  ['throw', /cannot be started: TypeError: unforeseen/],
  ['exit', /cannot be started: exited with code 3, having written: leaving for a reason/],
  ['abort', /cannot be started: .*SIGABRT/],
] as const satisfies readonly (readonly [Command, RegExp])[]) {
  test(
    `a child that cannot start (${command}) fails the pool's start and leaves no process`,
    SAFETY,
    async (t) => {
      const pids: number[] = [];
      const control = await openControl(t, ({ pid }) => {
        pids.push(pid);
        // The first one succeeds: it must not be left over either.
        return pids.length === 1 ? 'ok' : command;
      });
      await assert.rejects(createRecognizerPool(poolOptions(control, { processes: 3 })), (error) => {
        assert.ok(error instanceof RecognizerStartError);
        assert.match(error.message, reason);
        return true;
      });
      assert.ok(pids.length >= 2);
      assert.deepEqual(pids.filter(isRunning), []);
    },
  );
}

test('a child that is not ready in time fails the start', SAFETY, async (t) => {
  const control = await openControl(t, () => 'loop');
  await assert.rejects(
    createRecognizerPool(poolOptions(control, { startTimeoutMs: 1500 })),
    /cannot be started: was not ready after 1500 ms/,
  );
});

test('a worker file that does not exist fails the start with its name', SAFETY, async (t) => {
  const control = await openControl(t);
  const workerFile = new URL('./no-such-file.js', import.meta.url);
  await assert.rejects(createRecognizerPool(poolOptions(control, { workerFile })), /no-such-file\.js/);
});

test(
  'when no child can be started any more waiting pictures fail, and the pool heals when one can',
  SAFETY,
  async (t) => {
    const { pool, control, events } = await openPool(t);
    const waiting = Promise.allSettled(['a', 'b', 'c'].map((name) => pool.recognize(picture(name))));
    const request = await control.next();
    control.answerer = () => 'exit';
    process.kill(request.pid, 'SIGKILL');
    for (const outcome of await waiting) {
      assert.ok(outcome.status === 'rejected' && outcome.reason instanceof RecognizerFailedError);
    }
    assert.equal(pool.status().down, true);
    await assert.rejects(pool.recognize(picture('now')), RecognizerFailedError);

    control.answerer = () => 'ok';
    await events.reached('worker-ready', 2);
    assert.equal(pictureOf(await pool.recognize(picture('healed'))), 'healed');
    assert.equal(pool.status().down, false);
    const delays = events.seen.flatMap((event) =>
      event.kind === 'worker-start-failed' ? [event.retryInMs] : [],
    );
    assert.deepEqual(delays.slice(0, 3), [250, 500, 1000]);
  },
);

test(
  'starts that fail together are one failed attempt: the pictures wait for the start that succeeds',
  SAFETY,
  async (t) => {
    const { pool, control, events } = await openPool(t, { processes: 4 });
    const names = ['a', 'b', 'c', 'd'];
    const answers = Promise.all(names.map((name) => pool.recognize(picture(name))));
    const held = await control.take(4);
    control.answerer = ({ event }) => (event === 'start' ? undefined : 'ok');
    for (const request of held) process.kill(request.pid, 'SIGKILL');
    const starts = await control.take(4);
    for (const start of starts.slice(1)) start.answer('exit');
    await events.reached('worker-start-failed', 3);
    control.release();
    assert.deepEqual((await answers).map(pictureOf), names);
  },
);

for (const [name, options] of [
  ['processes', { processes: 0 }],
  ['processes', { processes: 1.5 }],
  ['queueLimit', { queueLimit: -1 }],
  ['timeoutMs', { timeoutMs: 2 ** 31 }],
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['maxJobsPerProcess', { maxJobsPerProcess: 0 }],
  ['startTimeoutMs', { startTimeoutMs: 0 }],
  ['stopGraceMs', { stopGraceMs: 2 ** 40 }],
] as const satisfies readonly (readonly [string, Partial<PoolOptions>])[]) {
  test(`${JSON.stringify(options)} is refused`, SAFETY, async (t) => {
    const control = await openControl(t);
    await assert.rejects(createRecognizerPool(poolOptions(control, options)), (error) => {
      assert.ok(error instanceof RangeError);
      assert.match(
        error.message,
        new RegExp(`^expected an integer from \\d+ to \\d+ for ${name}, but received`),
      );
      return true;
    });
  });
}
