import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restartDelayMs, StartAttempts } from '../../../src/recognition/pool/start-attempts.js';

test('restartDelayMs doubles up to half a minute', () => {
  const delays = [1, 2, 3, 7, 8, 9, 1000].map(restartDelayMs);
  assert.deepEqual(delays, [250, 500, 1000, 16_000, 30_000, 30_000, 30_000]);
});

test('failures within the wait after a failure are one; three in a row are hopeless', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let retries = 0;
  const attempts = new StartAttempts(() => (retries += 1));
  assert.deepEqual([attempts.failed(), attempts.failed(), attempts.failures], [250, 250, 1]);
  t.mock.timers.tick(250);
  assert.deepEqual([retries, attempts.waiting], [1, false]);
  assert.equal(attempts.failed(), 500);
  t.mock.timers.tick(500);
  assert.equal(attempts.hopeless, false);
  assert.equal(attempts.failed(), 1000);
  assert.equal(attempts.hopeless, true);

  attempts.succeeded();
  assert.deepEqual([attempts.failures, attempts.hopeless, attempts.waiting], [0, false, false]);
  t.mock.timers.tick(1000);
  assert.equal(retries, 2);
});
