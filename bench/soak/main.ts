/**
 * Many uploads in a row against the real service: none may fail, and memory may not grow.
 *
 *     npm run soak -- [--uploads 1000] [--concurrency 4] [--settle 200] FOLDER…
 *
 * A folder holds `images/`; its pictures are sent in turn. Prints the resident memory of every process after
 * `settle` uploads and at the end; exit status 1 if an upload failed or a process grew by more than 15 %.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeServiceFolder, startService } from '../../test/support/start-service.js';

const MAX_GROWTH = 0.15;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    uploads: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '4' },
    settle: { type: 'string', default: '200' },
  },
});
const pictures = folders.flatMap((folder) =>
  readdirSync(join(folder, 'images'))
    .filter((file) => /\.(jpe?g|png)$/i.test(file))
    .map((file) => join(folder, 'images', file)),
);
if (pictures.length === 0) {
  console.error('usage: npm run soak -- [--uploads N] [--concurrency N] [--settle N] FOLDER…');
  process.exit(2);
}

// Replacing recognizers would hide what grows.
const home = await makeServiceFolder();
const service = await startService(home.path, {
  RECOGNIZER_PROCESSES: '2',
  RECOGNIZER_MAX_JOBS: '100000',
  LOG_LEVEL: 'warn',
});
try {
  const settle = Number(values.settle);
  const early = await uploadMany(0, settle);
  const before = memoryOf(service.pid);
  const late = await uploadMany(settle, Number(values.uploads));
  const after = memoryOf(service.pid);
  const failed = early + late;
  console.log(`${values.uploads} uploads at concurrency ${values.concurrency}: ${failed} failed`);
  const grown = report(before, after);
  process.exitCode = failed > 0 || grown ? 1 : 0;
} finally {
  await service.stop();
  await home.remove();
}

/** @returns how many failed */
async function uploadMany(from: number, to: number): Promise<number> {
  let next = from;
  let failed = 0;
  const lane = async (): Promise<void> => {
    while (next < to) {
      const picture = pictures[next % pictures.length] ?? '';
      next += 1;
      if (!(await upload(picture))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(values.concurrency) }, lane));
  return failed;
}

async function upload(picture: string): Promise<boolean> {
  const type = picture.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(readFileSync(picture))], { type }), 'picture');
  const response = await fetch(`${service.url}/upload-camera-image`, { method: 'POST', body: form });
  const body = await response.text();
  if (!response.ok) console.error(`${picture}: ${response.status} ${body}`);
  return response.ok;
}

/** Resident memory in MiB of the service, first, and of its recognizers, oldest first. */
function memoryOf(pid: number): number[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  const pids = [pid, ...children.trim().split(/\s+/).map(Number)];
  return pids.map((each) => {
    const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1];
    return Number(kibibytes) / 1024;
  });
}

function report(before: readonly number[], after: readonly number[]): boolean {
  const names = ['service', ...before.slice(1).map((_, index) => `recognizer ${index + 1}`)];
  return names
    .map((name, index) => {
      const [from, to] = [before[index] ?? NaN, after[index] ?? NaN];
      const growth = to / from - 1;
      console.log(`${name}: ${from.toFixed(0)} → ${to.toFixed(0)} MiB (${(100 * growth).toFixed(1)} %)`);
      return !(growth <= MAX_GROWTH);
    })
    .includes(true);
}
