import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadScript } from './load-script.js';

interface Log {
  readonly name: string;
}
interface Step {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly verify?: () => boolean;
  readonly advise?: (output: string) => string | null;
}
const { createLog, runStep } = await loadScript<{
  createLog(root: string): Log;
  runStep(step: Step, log: Log): Promise<void>;
}>('run.mjs');

function logIn(context: TestContext): { readonly log: Log; readonly file: string } {
  const root = mkdtempSync(path.join(os.tmpdir(), 'gantry-run-'));
  context.after(() => rmSync(root, { recursive: true }));
  return { log: createLog(root), file: path.join(root, '.tools', 'setup.log') };
}

const node = (program: string): Step => ({
  label: 'trying a step',
  command: process.execPath,
  args: ['-e', program],
});

describe('runStep', () => {
  it('keeps the output of both streams, and makes no log before there is one', async (context) => {
    const { log, file } = logIn(context);
    assert.equal(existsSync(file), false);
    await runStep(node("console.log('one'); console.error('two');"), log);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /^one$/m);
    assert.match(text, /^two$/m);
  });

  const failures: readonly (readonly [title: string, step: Step, message: RegExp])[] = [
    [
      'a code, with the end of the output',
      node("for (let i = 1; i <= 30; i++) console.log('line ' + i); process.exitCode = 3;"),
      /while trying a step: .* ended with code 3\.\nThe whole output is in .*setup\.log; its last lines:\n {4}line 6\n[^]*line 30$/,
    ],
    ['a signal', node("process.kill(process.pid, 'SIGKILL');"), /was ended by SIGKILL\./],
    [
      'a good code without the work done',
      { ...node("console.log('all is well');"), verify: () => false },
      /ended with code 0, but did not do its work\./,
    ],
    [
      'a code, with advice',
      {
        ...node("console.log('no space'); process.exitCode = 1;"),
        advise: (output) => `Because of ${output}.`,
      },
      /\nBecause of no space\.$/,
    ],
    [
      'a command that is not there',
      { label: 'l', command: 'gantry-no-such-command', args: [] },
      /could not be started/,
    ],
  ];
  for (const [title, step, message] of failures) {
    it(`fails with ${title}`, async (context) => {
      await assert.rejects(runStep(step, logIn(context).log), { name: 'SetupError', message });
    });
  }
});
