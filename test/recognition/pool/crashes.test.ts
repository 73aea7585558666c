import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerFailedError } from '../../../src/errors.js';
import type { Command, Request } from './fixtures/control.js';
import { openPool, picture, pictureOf, pidOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

async function kill(request: Request): Promise<void> {
  process.kill(request.pid, 'SIGKILL');
  await request.gone;
}

test(
  'a picture whose child is killed in the middle of it is answered by another child',
  SAFETY,
  async (t) => {
    const { pool, control, events } = await openPool(t);
    const answer = pool.recognize(picture('one'));
    const first = await control.next();
    await kill(first);

    const second = await control.next();
    assert.equal(second.job, 'one');
    assert.notEqual(second.pid, first.pid);
    second.answer('ok');
    assert.equal(pidOf(await answer), second.pid);
    assert.equal(pool.status().restarts, 1);
    const [lost] = events.seen.filter((event) => event.kind === 'worker-lost');
    assert.deepEqual(lost, { kind: 'worker-lost', pid: first.pid, reason: 'was killed by SIGKILL' });
  },
);

test('a picture whose child is killed twice fails, and no other does', SAFETY, async (t) => {
  const { pool, control } = await openPool(t, { processes: 2 });
  control.answerer = ({ event, job }) => (event === 'job' && job === 'poison' ? undefined : 'ok');
  const names = ['a', 'b', 'poison', 'c', 'd', 'e'];
  const outcomes = Promise.allSettled(names.map((name) => pool.recognize(picture(name))));
  for (let times = 0; times < 2; times += 1) {
    const request = await control.next();
    assert.equal(request.job, 'poison');
    await kill(request);
  }

  for (const [index, outcome] of (await outcomes).entries()) {
    if (names[index] === 'poison') {
      assert.ok(outcome.status === 'rejected' && outcome.reason instanceof RecognizerFailedError);
    } else {
      assert.ok(outcome.status === 'fulfilled');
      assert.equal(pictureOf(outcome.value), names[index]);
    }
  }
});

test('the picture of a killed child goes before those that wait', SAFETY, async (t) => {
  const { pool, control } = await openPool(t);
  const answers = ['first', 'second', 'third'].map((name) => pool.recognize(picture(name)));
  await kill(await control.next());
  const order: string[] = [];
  for (let taken = 0; taken < 3; taken += 1) {
    const request = await control.next();
    order.push(request.job);
    request.answer('ok');
  }
  assert.deepEqual(order, ['first', 'second', 'third']);
  await Promise.all(answers);
});

test('a killed child does not disturb the picture of another', SAFETY, async (t) => {
  const { pool, control } = await openPool(t, { processes: 2 });
  const answers = ['a', 'b'].map((name) => pool.recognize(picture(name)));
  const [a, b] = await control.take(2);
  assert.ok(a && b);
  await kill(a);
  const again = await control.next();
  assert.equal(again.job, a.job);
  b.answer('ok');
  again.answer('ok');
  const pids = (await Promise.all(answers)).map(pidOf);
  assert.deepEqual(new Set(pids), new Set([b.pid, again.pid]));
});

test('a child that is killed while idle is replaced', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t);
  control.answerer = () => 'ok';
  const before = pidOf(await pool.recognize(picture('one')));
  process.kill(before, 'SIGKILL');
  await events.reached('worker-ready', 2);
  assert.notEqual(pidOf(await pool.recognize(picture('two'))), before);
});

for (const [command, reason] of [
  ['throw', /failed: TypeError: unforeseen/],
  ['return-a-function', /failed: .*could not be cloned/],
  ['reject-unhandled', /exited with code 1, having written: Error: nobody handles this/],
  ['exit', /exited with code 3, having written: leaving for a reason/],
  ['abort', /was killed by SIGABRT/],
] as const satisfies readonly (readonly [Command, RegExp])[]) {
  test(`after ${command} the child is replaced and the picture tried again`, SAFETY, async (t) => {
    const { pool, control, events } = await openPool(t);
    const answer = pool.recognize(picture('one'));
    const first = await control.next();
    first.answer(command);
    const second = await control.next();
    assert.notEqual(second.pid, first.pid);
    second.answer('ok');
    assert.equal(pidOf(await answer), second.pid);
    await first.gone;
    const lost = events.seen.find((event) => event.kind === 'worker-lost');
    assert.match(lost?.reason ?? '', reason);
  });
}
