/**
 * How many captures a second are stored durably, and how long a check takes meanwhile.
 * npm run saves -- [--captures 400] [--picture-bytes 800000] [--database sqlite|postgres|both]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureStore, NewCapture } from '../../src/store/contracts.js';
import { openStore } from '../../src/store/open-store.js';
import { benchOptions } from './options.js';
import { Times } from './times.js';
import { withStore } from './with-store.js';

const CONCURRENCIES = [1, 8];
const CHECK_PAUSE_MS = 20;
const CROP_BYTES = 20_000;

const { counts, dialects } = benchOptions({ captures: 400, 'picture-bytes': 800_000 });
const picture = Buffer.alloc(counts['picture-bytes'], 0x5a);

for (const dialect of dialects) {
  await withStore(dialect, async (at) => {
    const store = await openStore(at);
    for (const concurrency of CONCURRENCIES) await report(dialect, store.captures, concurrency);
    await store.close();
  });
}

async function report(name: string, captures: CaptureStore, concurrency: number): Promise<void> {
  const saves = new Times();
  const checks = new Times();
  const start = performance.now();
  let next = 0;
  let running = true;
  const save = async () => {
    while (next++ < counts.captures) await saves.time(() => captures.save(newCapture()));
  };
  const check = async () => {
    while (running) {
      await checks.time(() => captures.latestDetections(['AB1234CD'], new Date(0)));
      await sleep(CHECK_PAUSE_MS);
    }
  };
  const checking = check();
  await Promise.all(Array.from({ length: concurrency }, save));
  const seconds = (performance.now() - start) / 1000;
  running = false;
  await checking;
  console.log(
    `${name}, ${concurrency} at a time: ${(counts.captures / seconds).toFixed(0)} captures a second; ` +
      `save ${String(saves)}; check meanwhile ${String(checks)}`,
  );
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
