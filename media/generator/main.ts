import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { PictureSpec } from './catalogue.js';
import { CATALOGUE } from './catalogue.js';
import { drawPicture, labelsOf } from './draw-picture.js';

interface Job {
  readonly file: string;
  readonly folder: string;
  readonly share: number;
}

// Usage: main.js [--out FOLDER] [--share 0.5] [PART OF A FILE NAME]
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, share: { type: 'string', default: '1' } },
  });
  // dist/media/generator/main.js draws into the repository's media/
  const folder = values.out ?? fileURLToPath(new URL('../../../media/', import.meta.url));
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'labels.csv'), CATALOGUE.flatMap(labelRows).join(''));
  const wanted = CATALOGUE.filter(({ file }) => positionals.every((part) => file.includes(part)));
  const waiting = wanted.map(({ file }): Job => ({ file, folder, share: Number(values.share) }));
  const drawNext = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await drawInThread(job);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, drawNext));
}

function labelRows(spec: PictureSpec, index: number): readonly string[] {
  const rows = labelsOf(spec).map(({ plate, x, y, w, h }) => `${spec.file},${plate},${x},${y},${w},${h}\n`);
  if (rows.length === 0) rows.push(`${spec.file},-,,,,\n`);
  return index === 0 ? ['file,plate,x,y,w,h\n', ...rows] : rows;
}

function drawInThread(job: Job): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

function draw({ file, folder, share }: Job): void {
  const spec = CATALOGUE.find((picture) => picture.file === file);
  if (!spec) throw new Error(`expected the name of a picture but received ${file}`);
  const bytes = drawPicture(spec, share);
  writeFileSync(join(folder, 'images', file), bytes);
  console.log(`${file}  ${Math.round(bytes.length / 1024)} KiB`);
}

if (isMainThread) await main();
else draw(workerData as Job);
