/**
 * How many captures a second are stored durably, and how long a check takes meanwhile.
 * node dist/bench/store/save-throughput.js [--captures 400] [--picture-bytes 800000]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CaptureStore, NewCapture } from '../../src/store/contracts.js';
import { openStore } from '../../src/store/open-store.js';

const CONCURRENCIES = [1, 8];
const CHECK_PAUSE_MS = 20;
const CROP_BYTES = 20_000;

const { values } = parseArgs({
  options: {
    captures: { type: 'string', default: '400' },
    'picture-bytes': { type: 'string', default: '800000' },
  },
});
const total = countOf('captures', values.captures);
const picture = Buffer.alloc(countOf('picture-bytes', values['picture-bytes']), 0x5a);

const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-bench-'));
try {
  const store = await openStore({ databaseUrl: `sqlite:${folder}/gantry.sqlite`, dataDir: folder });
  for (const concurrency of CONCURRENCIES) await report(store.captures, concurrency);
  await store.close();
} finally {
  await rm(folder, { recursive: true });
}

async function report(captures: CaptureStore, concurrency: number): Promise<void> {
  const saves: number[] = [];
  const checks: number[] = [];
  const start = performance.now();
  let next = 0;
  let running = true;
  const save = async () => {
    while (next++ < total) await timed(saves, () => captures.save(newCapture()));
  };
  const check = async () => {
    while (running) {
      await timed(checks, () => captures.latestDetections(['AB1234CD'], new Date(0)));
      await sleep(CHECK_PAUSE_MS);
    }
  };
  const checking = check();
  await Promise.all(Array.from({ length: concurrency }, save));
  const seconds = (performance.now() - start) / 1000;
  running = false;
  await checking;
  console.log(
    `${concurrency} at a time: ${(total / seconds).toFixed(0)} captures a second; ` +
      `save ${percentiles(saves)}; check meanwhile ${percentiles(checks)}`,
  );
}

async function timed(times: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  times.push(performance.now() - start);
}

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function newCapture(): NewCapture {
  const now = new Date();
  const candidates = [{ text: 'AB1234CD', confidence: 0.9 }];
  return {
    capturedAt: now,
    receivedAt: now,
    cameraId: null,
    image: { bytes: picture, mediaType: 'image/jpeg', width: 1920, height: 1080 },
    engineVersion: 'bench',
    rejections: [],
    idempotency: null,
    timings: { decode: 1, localize: 1, rectify: 1, read: 1, decide: 1, total: 5 },
    detections: [
      {
        text: 'AB1234CD',
        confidence: 0.9,
        status: 'accepted',
        country: null,
        corners: [
          [10, 10],
          [110, 10],
          [110, 40],
          [10, 40],
        ],
        box: { x: 10, y: 10, width: 100, height: 30 },
        candidates,
        readings: [{ reader: 'bench', text: 'AB1234CD', confidence: 0.9, candidates }],
        crop: Buffer.alloc(CROP_BYTES, 0x5a),
      },
    ],
  };
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`Expected a positive whole number, for --${option}, but received ${text}`);
  }
  return count;
}
