import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoundedLines } from '../../../src/recognition/pool/bounded-lines.js';

const DROPPED = '(what this process writes from here on is dropped)';

for (const { name, writes, lines } of [
  { name: 'lines', writes: ['a\nb\n'], lines: ['a', 'b'] },
  { name: 'a line in pieces', writes: ['a', 'b', 'c\nd'], lines: ['abc', 'd'] },
  { name: 'empty lines', writes: ['\n\n \na\n'], lines: ['a'] },
  {
    name: 'more than the bound',
    writes: ['12345\n', '67890\n', 'more\n'],
    lines: ['12345', '67890', DROPPED],
  },
  {
    name: 'a long line',
    writes: ['x'.repeat(900), 'y'.repeat(900)],
    lines: [`${'x'.repeat(900)}${'y'.repeat(100)}`, DROPPED],
  },
]) {
  test(`BoundedLines: ${name}`, () => {
    const seen: string[] = [];
    const bounded = new BoundedLines(10, (line) => seen.push(line));
    for (const write of writes) bounded.write(write);
    bounded.end();
    assert.deepEqual(seen, lines);
  });
}

test('BoundedLines keeps the tail past the bound', () => {
  const bounded = new BoundedLines(1, () => undefined);
  for (let line = 0; line < 5000; line += 1) bounded.write(`line ${line}\n`);
  assert.ok(bounded.tail.endsWith('line 4998\nline 4999'));
  assert.ok(bounded.tail.length <= 1000);
});
