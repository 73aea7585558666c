import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerFailedError, StoppingError } from '../../../src/errors.js';
import { openPool, picture, pictureOf, pidOf } from './fixtures/pool-under-test.js';
import { isRunning } from './fixtures/is-running.js';

const SAFETY = { timeout: 120_000 };

test('stop takes no more pictures, finishes those it has, ends the children', SAFETY, async (t) => {
  const { pool, control } = await openPool(t, { processes: 2 });
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const answers = names.map((name) => pool.recognize(picture(name)));
  const held = await control.take(2);
  const { pids } = pool.status();
  const stopped = pool.stop();
  await assert.rejects(pool.recognize(picture('late')), StoppingError);
  assert.equal(pool.status().queued, 4);

  control.answerer = () => 'ok';
  for (const request of held) request.answer('ok');
  assert.deepEqual((await Promise.all(answers)).map(pictureOf), names);
  await stopped;
  assert.deepEqual(pids.filter(isRunning), []);
  assert.deepEqual(pool.status().pids, []);
  await assert.rejects(pool.recognize(picture('later still')), StoppingError);
  assert.equal(pool.stop(), stopped);
});

test('a child killed while stop drains is replaced and its picture answered', SAFETY, async (t) => {
  const { pool, control } = await openPool(t);
  const answers = ['a', 'b'].map((name) => pool.recognize(picture(name)));
  const first = await control.next();
  const stopped = pool.stop();
  control.answerer = () => 'ok';
  process.kill(first.pid, 'SIGKILL');
  assert.deepEqual((await Promise.all(answers)).map(pictureOf), ['a', 'b']);
  await stopped;
});

test('stop ends even if no child can be started for the pictures that wait', SAFETY, async (t) => {
  const { pool, control } = await openPool(t);
  const answers = Promise.allSettled(['a', 'b'].map((name) => pool.recognize(picture(name))));
  const first = await control.next();
  control.answerer = () => 'exit';
  const stopped = pool.stop();
  process.kill(first.pid, 'SIGKILL');
  for (const outcome of await answers) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof RecognizerFailedError);
  }
  await stopped;
  assert.deepEqual(pool.status().pids, []);
});

test('a child that does not end when told to is killed', SAFETY, async (t) => {
  const { pool } = await openPool(t, {
    workerFile: new URL('./fixtures/stubborn-worker.js', import.meta.url),
    stopGraceMs: 200,
  });
  const { pids } = pool.status();
  assert.equal(pids.filter(isRunning).length, 1);
  await pool.stop();
  assert.deepEqual(pids.filter(isRunning), []);
});

test('children that start or wait for their replacement are ended, too', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { processes: 2, maxJobsPerProcess: 1 });
  control.answerer = ({ event }) => (event === 'start' ? undefined : 'ok');
  await pool.recognize(picture('one'));
  const successor = await control.next();
  await pool.stop();
  await successor.gone;
  assert.equal(events.count('worker-lost'), 0);
});

test('while stop drains a worn child gets no successor', SAFETY, async (t) => {
  const { pool, control } = await openPool(t, { maxJobsPerProcess: 1 });
  const answers = ['a', 'b', 'c'].map((name) => pool.recognize(picture(name)));
  const stopped = pool.stop();
  for (const name of ['a', 'b', 'c']) {
    const request = await control.next();
    assert.equal(request.job, name);
    assert.equal(pool.status().starting, 0);
    request.answer('ok');
  }
  assert.equal(new Set((await Promise.all(answers)).map(pidOf)).size, 1);
  await stopped;
});
