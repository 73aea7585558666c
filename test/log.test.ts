import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const LOG = new URL('../src/log.js', import.meta.url).href;

/** What a program that logs writes; in a process of its own since the log goes to its standard error. */
async function linesOf(level: string, program: string) {
  const script = `import { createLog } from '${LOG}'; const log = createLog('${level}'); ${program}; await log.flush();`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    script,
  ]);
  assert.equal(stdout, '');
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('writes one JSON object per line, from the level on that is set', async () => {
  const lines = await linesOf(
    'info',
    `log.logger.debug('no'); log.logger.info({ port: 1 }, 'yes'); log.logger.error('too')`,
  );
  assert.deepEqual(
    lines.map(({ msg, port }) => ({ msg, port })),
    [
      { msg: 'yes', port: 1 },
      { msg: 'too', port: undefined },
    ],
  );
  assert.match(String(lines[0]?.['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('of an error it writes name, text, stack and cause, not the statement and values of a database', async () => {
  const [line] = await linesOf(
    'info',
    `const fault = Object.assign(new Error('disk full', { cause: new RangeError('inner') }), { parameters: ['AB1234CD'] });
     log.logger.error({ err: fault }, 'failed')`,
  );
  const { type, message, stack, cause } = line?.['err'] as Record<string, unknown>;
  assert.deepEqual({ type, message }, { type: 'Error', message: 'disk full' });
  assert.match(String(stack), /disk full\n +at /);
  assert.equal((cause as { message: string }).message, 'inner');
  assert.doesNotMatch(JSON.stringify(line?.['err']).replaceAll(String(stack), ''), /parameters/);
});

test('properties that hold plates or keys are blotted out wherever they are', async () => {
  const [line] = await linesOf(
    'info',
    `log.logger.info({ plate: 'QX7', detection: { text: 'QX7' }, a: { b: { authorization: 'QX7' } }, count: 1 }, 'x')`,
  );
  assert.equal(line?.['count'], 1);
  assert.doesNotMatch(JSON.stringify(line), /QX7/);
});
