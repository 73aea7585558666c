import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { loadScript } from './load-script.js';

const { withLock } = await loadScript<{
  withLock<T>(address: string, action: () => T | Promise<T>, onWait: () => void): Promise<T>;
}>('lock.mjs');

const address = (name: string): string => `\0gantry-test-${process.pid}-${name}`;
const never = (): void => assert.fail('the lock was free');

describe('withLock', () => {
  it('gives back what the action gives', async () => {
    assert.equal(await withLock(address('result'), () => 7, never), 7);
  });

  it('lets one at a time', async () => {
    const events: string[] = [];
    const waits: number[] = [];
    const turn = (number: number): Promise<void> =>
      withLock(
        address('turns'),
        async () => {
          events.push('begin');
          await new Promise((resolve) => setImmediate(resolve));
          events.push('end');
        },
        () => waits.push(number),
      );
    await Promise.all([1, 2, 3, 4].map(turn));
    assert.deepEqual(events, ['begin', 'end', 'begin', 'end', 'begin', 'end', 'begin', 'end']);
    assert.equal(waits.length, 3, 'each that found it taken said so once');
  });

  it('is free again after a failure', async () => {
    await assert.rejects(
      withLock(address('failure'), () => Promise.reject(new Error('broken')), never),
      /broken/,
    );
    assert.equal(await withLock(address('failure'), () => 'free', never), 'free');
  });

  it('is free again when its holder is killed', async () => {
    const module = new URL('../../../scripts/lib/lock.mjs', import.meta.url).href;
    const name = address('killed');
    const program = `import { withLock } from ${JSON.stringify(module)};
      await withLock(${JSON.stringify(name)}, () => {
        console.log('held');
        return new Promise(() => setInterval(() => {}, 1000));
      });`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', program]);
    await once(holder.stdout, 'data');
    let waits = 0;
    const result = await withLock(
      name,
      () => 'free',
      () => {
        waits += 1;
        holder.kill('SIGKILL');
      },
    );
    assert.equal(result, 'free');
    assert.equal(waits, 1);
  });
});
