import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerFailedError } from '../../../src/errors.js';
import type { Command } from './fixtures/control.js';
import { openPool, picture, pictureOf, pidOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

// `loop` never comes back to its event loop, as a hanging native call; `hang` waits for ever.
for (const command of ['loop', 'hang'] as const satisfies readonly Command[]) {
  test(`a child in an endless ${command} is killed and its picture tried again`, SAFETY, async (t) => {
    const { pool, control, events } = await openPool(t, { timeoutMs: 1500 });
    const answer = pool.recognize(picture('slow'));
    const first = await control.next();
    first.answer(command);
    await first.gone;
    const second = await control.next();
    assert.equal(second.job, 'slow');
    second.answer('ok');
    assert.equal(pidOf(await answer), second.pid);
    const lost = events.seen.find((event) => event.kind === 'worker-lost');
    assert.equal(lost?.reason, 'ran longer than 1500 ms on one picture');
  });
}

test('a picture that outlasts two children fails, those that waited behind it do not', SAFETY, async (t) => {
  const { pool, control } = await openPool(t, { timeoutMs: 1500 });
  control.answerer = ({ job }) => (job === 'endless' ? 'loop' : 'ok');
  const endless = pool.recognize(picture('endless'));
  const others = ['a', 'b', 'c'].map((name) => pool.recognize(picture(name)));
  await assert.rejects(endless, RecognizerFailedError);
  assert.deepEqual((await Promise.all(others)).map(pictureOf), ['a', 'b', 'c']);
  assert.equal(pool.status().restarts, 2);
});

test('the time limit is that of one picture, not of the time it waited', SAFETY, async (t) => {
  const { pool, control, events } = await openPool(t, { timeoutMs: 1500 });
  const hold = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
  const answers = Array.from({ length: 5 }, (_, index) => pool.recognize(picture(`${index}`)));
  for (let index = 0; index < 5; index += 1) {
    const request = await control.next();
    await hold();
    request.answer('ok');
  }
  await Promise.all(answers);
  assert.equal(events.count('worker-lost'), 0);
});
