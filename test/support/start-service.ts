import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const START_WITHIN_MS = 120_000;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedService {
  readonly url: string;
  /** The start-up line. */
  readonly line: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** Ends it in order. @throws {Error} it ended otherwise than with code 0 */
  stop(): Promise<void>;
}

/** A folder for one service: its working directory, hence the home of its `.env`, its database and its pictures. */
export async function makeServiceFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gantry-service-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Starts the real service as a process of its own on a free port; resolves when it listens. It gets none of this
 * process's settings, only `settings`.
 * @throws {Error} it does not come up; the message holds what it wrote
 */
export async function startService(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedService> {
  const { child, exited, output } = spawnService(folder, {
    PORT: '0',
    RECOGNIZER_PROCESSES: '1',
    // A machine that is busy with other things is no failure.
    RECOGNIZER_TIMEOUT_MS: '240000',
    ...settings,
  });
  const line = await Promise.race([startupLine(child, output), exited.then(failedStart)]);
  return {
    line,
    url: /http:\/\/\S+?(?=,|\s)/.exec(line)?.[0] ?? '',
    pid: child.pid ?? 0,
    exited,
    kill: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM');
      const exit = await exited;
      if (exit.code !== 0)
        throw new Error(`the service ended with ${exit.code ?? exit.signal}: ${exit.stderr}`);
    },
  };
}

/** The same, in a folder of its own if none is said; ends with the test, even where that fails. */
export async function startServiceFor(
  t: TestContext,
  folder?: string,
  settings?: Readonly<Record<string, string>>,
): Promise<StartedService> {
  const service = await startService(folder ?? (await serviceFolderFor(t)), settings);
  t.after(async () => {
    service.kill('SIGKILL');
    await service.exited;
  });
  return service;
}

/** A folder for one service, until the test ends. */
export async function serviceFolderFor(t: TestContext): Promise<string> {
  const folder = await makeServiceFolder();
  t.after(() => folder.remove());
  return folder.path;
}

/** Starts the service where it is to fail; resolves when it has ended. */
export function runService(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Exit> {
  return spawnService(folder, settings).exited;
}

function spawnService(folder: string, settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const exited = once(child, 'close').then(([code, signal]): Exit => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...output,
  }));
  return { child, exited, output };
}

/** The first line of the standard output. */
function startupLine(child: ChildProcess, output: { readonly stdout: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the service did not listen within ${START_WITHIN_MS} ms`));
    }, START_WITHIN_MS);
    child.once('close', () => clearTimeout(timer));
    child.stdout?.on('data', () => {
      const end = output.stdout.indexOf('\n');
      if (end < 0) return;
      clearTimeout(timer);
      resolve(output.stdout.slice(0, end));
    });
  });
}

function failedStart({ code, signal, stderr }: Exit): never {
  throw new Error(`the service ended with ${code ?? signal}: ${stderr}`);
}
