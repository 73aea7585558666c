/**
 * Runs the compiled tests with Node's own runner: `npm test`, or `npm test -- http store` for the files whose path
 * below dist/test contains one of the words.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { reportFailure, SetupError } from './lib/failure.mjs';
import { root } from './lib/paths.mjs';
import { findTests } from './lib/tests.mjs';

/** One file may start a service with its recognizers: more than two at once would starve each other on two cores. */
const CONCURRENCY = 2;
/** For one test; generous, because a slow machine is no failure, but an endless wait must end. */
const TIMEOUT_MS = 5 * 60 * 1000;

try {
  const words = process.argv.slice(2);
  const files = findTests(root, words);
  if (files.length === 0) {
    throw new SetupError(`No test found in dist/test${words.length > 0 ? ` for: ${words.join(' ')}` : ''}`);
  }
  const runner = spawn(
    process.execPath,
    [
      '--test',
      '--enable-source-maps',
      '--test-reporter=spec',
      `--test-concurrency=${CONCURRENCY}`,
      `--test-timeout=${TIMEOUT_MS}`,
      ...files,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => runner.kill(signal));
  runner.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 1;
  });
} catch (error) {
  reportFailure(error);
}
