import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { test } from 'node:test';
import { openPool, picture, pidOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

test('a child gets a fixed environment and nothing of the service', SAFETY, async (t) => {
  process.env['DATABASE_URL'] = 'postgres://user:secret@database/gantry';
  t.after(() => delete process.env['DATABASE_URL']);
  const { pool, control } = await openPool(t);
  control.answerer = ({ event }) => (event === 'start' ? 'ok' : 'report-environment');
  const { engineVersion } = await pool.recognize(picture('one'));
  const environment = JSON.parse(engineVersion) as Record<string, string>;
  // Set by node, not by the service.
  for (const key of ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'NODE_V8_COVERAGE']) {
    delete environment[key];
  }
  assert.deepEqual(environment, {
    CONTROL_SOCKET: control.socketPath,
    LANG: 'C.UTF-8',
    OPENCV4NODEJS_DISABLE_AUTOBUILD: '1',
    OPENCV_FOR_THREADS_NUM: '1',
    OMP_NUM_THREADS: '1',
    OMP_THREAD_LIMIT: '1',
  });
});

test('a child that floods its standard error is heard only so far', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t);
  control.answerer = ({ event }) => (event === 'start' ? 'ok' : 'flood-stderr');
  await pool.recognize(picture('one'));
  await pool.recognize(picture('two'));
  await pool.stop();
  const lines = events.seen.flatMap((event) => (event.kind === 'worker-wrote' ? [event.line] : []));
  const length = lines.join('').length;
  assert.ok(length > 60_000 && length < 70_000, `${length} characters`);
  assert.match(lines.at(-1) ?? '', /dropped/);
});

test('signals to the whole group leave a child and its picture alone', SAFETY, async (t) => {
  const { pool, control } = await openPool(t);
  const answer = pool.recognize(picture('one'));
  const request = await control.next();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(request.pid, signal);
  request.answer('ok');
  assert.equal(pidOf(await answer), request.pid);
  control.answerer = () => 'ok';
  assert.equal(pidOf(await pool.recognize(picture('two'))), request.pid);
});

test('when memory runs out a child is to go, not the service', SAFETY, async (t) => {
  if (process.platform !== 'linux') {
    t.skip('Linux only');
    return;
  }
  const { pool } = await openPool(t);
  const score = await readFile(`/proc/${pool.status().pids[0]}/oom_score_adj`, 'utf8');
  assert.equal(score.trim(), '500');
});
