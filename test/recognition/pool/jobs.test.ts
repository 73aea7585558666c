import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImageTooLargeError, UnreadableImageError } from '../../../src/errors.js';
import type { Command } from './fixtures/control.js';
import { openPool, picture, pictureOf, pidOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

test('a picture goes to a child and its recognition comes back whole', SAFETY, async (t) => {
  const settings = {
    maxImagePixels: 1234,
    reviewConfidence: 0.75,
    readers: ['tesseract', 'network'] as const,
  };
  const { pool, control } = await openPool(t, { settings });
  const answer = pool.recognize(picture('one'));
  const request = await control.next();
  assert.equal(request.job, 'one');
  assert.notEqual(request.pid, process.pid);
  request.answer('ok');

  const recognition = await answer;
  assert.equal(pidOf(recognition), request.pid);
  assert.equal(pictureOf(recognition), 'one');
  assert.deepEqual(JSON.parse(recognition.plates[0]?.text ?? ''), settings);
  assert.ok(recognition.plates[0]?.crop instanceof Uint8Array);
});

test('a picture of 10 MiB crosses both ways unchanged', SAFETY, async (t) => {
  const { pool, control } = await openPool(t);
  const image = new Uint8Array(10 * 1024 * 1024).map((_, index) => index % 251);
  // A view into a larger buffer, as uploads are: no more than the view may cross.
  const view = Buffer.concat([Buffer.alloc(3), image]).subarray(3);
  control.answerer = () => 'ok';
  const recognition = await pool.recognize(view);
  assert.equal(Buffer.compare(recognition.plates[0]?.crop ?? Buffer.alloc(0), image), 0);
});

test(
  'as many pictures are worked on at once as there are processes, the rest in the order they came',
  SAFETY,
  async (t) => {
    const { pool, control } = await openPool(t, { processes: 2 });
    const names = ['a', 'b', 'c', 'd'];
    const answers = names.map((name) => pool.recognize(picture(name)));
    const [a, b] = await control.take(2);
    assert.deepEqual(new Set([a?.job, b?.job]), new Set(['a', 'b']));
    const { idle, busy, queued } = pool.status();
    assert.deepEqual({ idle, busy, queued }, { idle: 0, busy: 2, queued: 2 });

    for (const [held, next] of [
      [a, 'c'],
      [b, 'd'],
    ] as const) {
      held?.answer('ok');
      const request = await control.next();
      assert.equal(request.job, next);
      assert.equal(request.pid, held?.pid);
    }
    control.release();
    assert.deepEqual((await Promise.all(answers)).map(pictureOf), names);
  },
);

for (const [command, errorClass, message] of [
  ['refuse-unreadable', UnreadableImageError, 'no picture'],
  ['refuse-too-large', ImageTooLargeError, 'too many pixels'],
] as const satisfies readonly (readonly [Command, unknown, string])[]) {
  test(
    `${errorClass.name} comes out of the child as what it is, and the child works on`,
    SAFETY,
    async (t) => {
      const { pool, control } = await openPool(t);
      const refused = pool.recognize(picture('bad'));
      const first = await control.next();
      first.answer(command);
      await assert.rejects(refused, (error) => {
        assert.ok(error instanceof errorClass);
        assert.equal(error.message, message);
        return true;
      });
      control.answerer = () => 'ok';
      assert.equal(pidOf(await pool.recognize(picture('good'))), first.pid);
      assert.equal(pool.status().restarts, 0);
    },
  );
}
