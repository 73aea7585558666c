import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { SetupError } from './failure.mjs';
import { startProgress } from './progress.mjs';

const LOG_LINES_SHOWN = 25;

const running = new Set();

/** On Ctrl-C and the like: ends what was started, compilers included, then this process with the usual code. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      for (const stop of running) stop();
      process.stderr.write('\nSet-up stopped; the same command takes it up again.\n');
      process.exit(128 + os.constants.signals[signal]);
    });
  }
}

/** Keeps the whole output of every command of one set-up. Nothing is created before there is something to keep. */
export function createLog(root) {
  const file = path.join(root, '.tools', 'setup.log');
  let created = false;
  return {
    name: path.relative(process.cwd(), file) || file,
    append(text) {
      if (!created) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, '');
        created = true;
      }
      appendFileSync(file, text);
    },
    lastLines() {
      return created ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN) : [];
    },
  };
}

/**
 * Runs one long command with its progress on the terminal and its output in the log.
 * @param step.label what is being done, shown while it runs
 * @param step.parse gives the state after a line of the output, or `null`
 * @param step.keepsTerminal for sudo, which asks for a password on the terminal
 * @param step.verify whether it did what it should, asked when it ended with code 0
 * @param step.advise what to try, from the whole output, or `null`
 * @throws {SetupError} it did not end with code 0, or not with what it should have done; the message shows the end of the log and names it
 */
export async function runStep(step, log) {
  const { command, args } = step;
  log.append(`$ ${[command, ...args].join(' ')}\n`);
  const progress = startProgress(step.label, step.parse);
  const lines = [];
  let ended;
  try {
    ended = await execute(step, (line) => {
      log.append(`${line}\n`);
      lines.push(line);
      progress.line(line);
    });
  } catch (error) {
    progress.end('failed');
    throw new SetupError(`${command} could not be started: ${error.message}`);
  }
  const succeeded = ended.code === 0 && (step.verify?.() ?? true);
  progress.end(succeeded ? 'done' : 'failed');
  if (!succeeded) throw new SetupError(describeFailure(step, ended, lines, log));
}

function execute({ command, args, cwd, env, keepsTerminal = false }, onLine) {
  return new Promise((resolve, reject) => {
    // Its own process group, so that a stop reaches the compilers below npm and make as well; sudo needs ours,
    // because a group of its own would have no terminal to ask on.
    const child = spawn(command, args, {
      cwd,
      env,
      detached: !keepsTerminal,
      stdio: [keepsTerminal ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    });
    const stop = () => (keepsTerminal ? child.kill('SIGTERM') : killGroup(child.pid));
    running.add(stop);
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', onLine);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(stop);
      resolve({ code, signal });
    });
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}

function describeFailure({ label, command, args, advise = () => null }, { code, signal }, lines, log) {
  const end = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  const contradiction = code === 0 ? ', but did not do its work' : '';
  const advice = advise(lines.join('\n'));
  return [
    `Set-up failed while ${label}: ${[command, ...args].join(' ')} ${end}${contradiction}.`,
    `The whole output is in ${log.name}; its last lines:`,
    ...log.lastLines().map((line) => `    ${line}`),
    ...(advice === null ? [] : [advice]),
  ].join('\n');
}
