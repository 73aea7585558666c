import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TempFolder } from './temp-store.js';

const PROGRAM = fileURLToPath(new URL('../programs/save-captures.js', import.meta.url));

export interface SaveProgram {
  readonly prefix: string;
  readonly count: number;
  readonly pictureBytes: number;
  /** Called after each acknowledged plate. */
  readonly onAcknowledged?: (acknowledged: readonly string[], child: ChildProcess) => void;
  /** Limit of a file's size, as the shell's `ulimit -f` takes it. */
  readonly fileSizeLimit?: number;
}

export interface SaveProgramEnd {
  readonly acknowledged: readonly string[];
  readonly errors: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Runs `programs/save-captures.ts` in a process of its own, to its end. */
export async function runSaveProgram(folder: TempFolder, program: SaveProgram): Promise<SaveProgramEnd> {
  const { databaseUrl, dataDir } = folder.options;
  const args = [
    PROGRAM,
    databaseUrl,
    dataDir,
    program.prefix,
    String(program.count),
    String(program.pictureBytes),
  ];
  const limit = program.fileSizeLimit === undefined ? '' : `ulimit -f ${program.fileSizeLimit} && `;
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: string[] = [];
  createInterface({ input: child.stdout }).on('line', (plate) => {
    acknowledged.push(plate);
    program.onAcknowledged?.(acknowledged, child);
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { acknowledged, errors, exitCode, signal };
}
