import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../src/clock.js';

test('the clock follows the system clock forwards and stands still while that is behind', () => {
  const system = [1000, 1005, 400, 1004, 1005, 1006];
  const clock = createClock(() => system.shift() ?? 0);
  const seen = [1, 2, 3, 4, 5, 6].map(() => clock().getTime());
  assert.deepEqual(seen, [1000, 1005, 1005, 1005, 1005, 1006]);
});

test('by default it is the time of the system', () => {
  const before = Date.now();
  const now = createClock()().getTime();
  assert.ok(before <= now && now <= Date.now());
});
