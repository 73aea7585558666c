import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOfId, isTimeOrderedId, timeOrderedId } from '../../src/store/time-ordered-id.js';

const INSTANTS = ['1970-01-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59.999Z'];

for (const instant of INSTANTS) {
  test(`an id tells its instant: ${instant}`, () => {
    const id = timeOrderedId(new Date(instant));
    assert.ok(isTimeOrderedId(id), id);
    assert.equal(instantOfId(id).toISOString(), instant);
  });
}

test('ids of one instant differ, those of a later one sort behind', () => {
  const earlier = Array.from({ length: 1000 }, () => timeOrderedId(new Date(1_700_000_000_000)));
  const later = timeOrderedId(new Date(1_700_000_000_001));
  assert.equal(new Set(earlier).size, earlier.length);
  assert.deepEqual(
    earlier.filter((id) => id >= later),
    [],
  );
});

for (const instant of [new Date(NaN), new Date(-1), new Date(Date.UTC(10000, 0, 1))]) {
  test(`no id for ${instant.getTime()}`, () => {
    assert.throws(() => timeOrderedId(instant), RangeError);
  });
}

const NO_IDS = [
  '',
  '..',
  '018df1f2-0000-4000-8000-000000000000',
  '018DF1F2-0000-7000-8000-000000000000',
  '018df1f2-0000-7000-8000-000000000000/..',
  '018df1f2-0000-7000-8000-00000000000',
];

for (const text of NO_IDS) {
  test(`"${text}" is no id`, () => assert.equal(isTimeOrderedId(text), false));
}
