import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPool, picture, pictureOf, pidOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

test('children are replaced after their number of jobs, and no job is lost or retried', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { processes: 2, maxJobsPerProcess: 5 });
  control.answerer = () => 'ok';
  const pids = new Set<number>();
  for (let round = 0; round < 400 && events.count('worker-recycled') < 6; round += 1) {
    const names = Array.from({ length: 8 }, (_, index) => `${round}-${index}`);
    const recognitions = await Promise.all(names.map((name) => pool.recognize(picture(name))));
    assert.deepEqual(recognitions.map(pictureOf), names);
    for (const recognition of recognitions) pids.add(pidOf(recognition));
    // Jobs of no length would all be done before a successor has started.
    if (events.count('worker-recycled') < 6) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.ok(events.count('worker-recycled') >= 6, `recycled ${events.count('worker-recycled')} times`);
  assert.ok(pids.size >= 6, `saw ${pids.size} children`);
  assert.equal(events.count('worker-lost'), 0);
  assert.equal(events.count('job-retried'), 0);
  for (const event of events.seen) {
    if (event.kind === 'worker-recycled') assert.ok(event.jobs >= 5);
  }
});

test('a worn child works on until its successor is ready', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { maxJobsPerProcess: 1 });
  control.answerer = ({ event }) => (event === 'start' ? undefined : 'ok');
  const worn = pidOf(await pool.recognize(picture('one')));
  const successor = await control.next();
  assert.equal(successor.event, 'start');
  assert.equal(pidOf(await pool.recognize(picture('two'))), worn);
  assert.equal(pool.status().starting, 1);

  control.release();
  await events.reached('worker-recycled', 1);
  assert.equal(pidOf(await pool.recognize(picture('three'))), successor.pid);
  assert.equal(pool.status().recycled, 1);
});

test('a worn child that is busy when its successor is ready ends its job first', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { maxJobsPerProcess: 1 });
  control.answerer = ({ event, job }) => (event === 'start' || job === 'long' ? undefined : 'ok');
  const worn = pidOf(await pool.recognize(picture('one')));
  const successor = await control.next();
  const long = pool.recognize(picture('long'));
  const held = await control.next();
  assert.equal(held.pid, worn);
  successor.answer('ok');
  await events.reached('worker-ready', 2);
  assert.equal(pidOf(await pool.recognize(picture('short'))), successor.pid);
  assert.equal(events.count('worker-recycled'), 0);

  held.answer('ok');
  assert.equal(pidOf(await long), worn);
  await events.reached('worker-recycled', 1);
  await held.gone;
});

test('of several worn children one is replaced at a time', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { processes: 3, maxJobsPerProcess: 1 });
  const answers = ['a', 'b', 'c'].map((name) => pool.recognize(picture(name)));
  const held = await control.take(3);
  control.answerer = ({ event }) => (event === 'start' ? undefined : 'ok');
  for (const request of held) request.answer('ok');
  await Promise.all(answers);

  for (let replaced = 1; replaced <= 3; replaced += 1) {
    const successor = await control.next();
    const { starting, idle } = pool.status();
    assert.deepEqual({ starting, idle }, { starting: 1, idle: 3 });
    successor.answer('ok');
    await events.reached('worker-recycled', replaced);
  }
  assert.equal(pool.status().idle, 3);
});

test('a successor that does not start costs no capacity and is tried again', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { maxJobsPerProcess: 1 });
  control.answerer = ({ event }) => (event === 'start' ? undefined : 'ok');
  const worn = pidOf(await pool.recognize(picture('one')));
  for (let times = 1; times <= 4; times += 1) {
    (await control.next()).answer('exit');
    await events.reached('worker-start-failed', times);
    assert.equal(pidOf(await pool.recognize(picture('meanwhile'))), worn);
  }
  (await control.next()).answer('ok');
  await events.reached('worker-recycled', 1);
});
