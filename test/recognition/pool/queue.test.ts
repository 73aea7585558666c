import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerBusyError } from '../../../src/errors.js';
import { openPool, picture, pictureOf } from './fixtures/pool-under-test.js';

const SAFETY = { timeout: 120_000 };

for (const { processes, queueLimit, offered } of [
  { processes: 1, queueLimit: 0, offered: 5 },
  { processes: 1, queueLimit: 3, offered: 20 },
  { processes: 2, queueLimit: 2, offered: 50 },
]) {
  const held = processes + queueLimit;
  const name = `of ${offered} pictures ${processes} processes with ${queueLimit} places take ${held}`;
  test(`${name} and refuse the rest at once`, SAFETY, async (t) => {
    const { pool, control } = await openPool(t, { processes, queueLimit });
    const answers = Array.from({ length: offered }, (_, index) => pool.recognize(picture(`${index}`)));
    const outcomes = Promise.allSettled(answers);
    // The refusals come while every child is held in its job.
    for (const refused of answers.slice(held)) {
      await assert.rejects(
        refused,
        (error) => error instanceof RecognizerBusyError && error.limit === queueLimit,
      );
    }
    assert.equal(pool.status().queued, queueLimit);
    control.release();

    const taken = (await outcomes).filter((outcome) => outcome.status === 'fulfilled');
    assert.deepEqual(
      taken.map(({ value }) => pictureOf(value)),
      Array.from({ length: held }, (_, index) => `${index}`),
    );
    assert.equal(pictureOf(await pool.recognize(picture('later'))), 'later');
  });
}
