import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { UnreadableImageError } from '../../../src/errors.js';
import { createRecognizerPool } from '../../../src/recognition/pool.js';
import { isRunning } from './fixtures/is-running.js';
import { Events } from './fixtures/pool-under-test.js';

const MEDIA = new URL('../../../../media/', import.meta.url);
const SAFETY = { timeout: 300_000 };

async function samplePicture(): Promise<Uint8Array> {
  const name = (await readdir(MEDIA, { recursive: true }))
    .sort()
    .find((file) => /\.(jpe?g|png)$/i.test(file));
  assert.ok(name !== undefined, 'expected a sample picture in media/, but found none');
  return readFile(new URL(name, MEDIA));
}

/** Processor time of a process so far, in clock ticks (Linux). */
async function processorTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

test('the real recognizer, killed while it works on a picture, still gives the answer', SAFETY, async (t) => {
  const events = new Events();
  const pool = await createRecognizerPool({
    processes: 1,
    queueLimit: 1,
    timeoutMs: 120_000,
    maxJobsPerProcess: 100,
    settings: { maxImagePixels: 50_000_000, reviewConfidence: 0.8, readers: ['network', 'tesseract'] },
    log: events.log,
  });
  t.after(() => pool.stop());
  const picture = await samplePicture();
  const [first = 0] = pool.status().pids;
  const ticksBefore = await processorTicks(first);
  const answer = pool.recognize(picture);
  // Two ticks of processor time into the job it is at work.
  while ((await processorTicks(first)) < ticksBefore + 2) await nextTurn();
  assert.equal(pool.status().busy, 1);
  process.kill(first, 'SIGKILL');

  const recognition = await answer;
  const lost = events.seen.find((event) => event.kind === 'worker-lost');
  assert.deepEqual([lost?.pid, lost?.reason], [first, 'was killed by SIGKILL']);
  assert.ok(recognition.image.width > 0 && recognition.image.height > 0);

  const again = await pool.recognize(picture);
  assert.deepEqual(again.plates, recognition.plates);
  await assert.rejects(pool.recognize(picture.subarray(0, 100)), UnreadableImageError);
  assert.equal(pool.status().restarts, 1);

  const { pids } = pool.status();
  await pool.stop();
  assert.deepEqual(pids.filter(isRunning), []);
  // What OpenCV's binding and Tesseract print is no news for the log.
  assert.deepEqual(
    events.seen.filter((event) => event.kind === 'worker-wrote'),
    [],
  );
});
