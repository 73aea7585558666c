import assert from 'node:assert/strict';
import path from 'node:path';
import { followEvents, type Follower } from './follow-events.js';
import { startService, type StartedService } from './start-service.js';
import { assertStoredOnce } from './stored-once.js';
import { UploadStorm } from './upload-storm.js';

const CLIENTS = 6;
const REPEATS = 0.4;

export interface InstancesRun {
  /** An empty folder, which both instances share. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** So many uploads at least, repetitions included. */
  readonly uploads: number;
  readonly report: (line: string) => void;
}

/**
 * Uploads through two instances on one database, often under a key that was used before, and compares what they say.
 * @throws {AssertionError} a capture is lost or stored twice, or the instances disagree
 */
export async function uploadThroughTwo(
  run: InstancesRun,
): Promise<{ readonly uploads: number; readonly keys: number }> {
  const { folder, databaseUrl, uploads, report } = run;
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: path.join(folder, 'data'), READERS: 'network' };
  const services = await Promise.all([startService(folder, settings), startService(folder, settings)]);
  const storm = new UploadStorm({ repeats: REPEATS });
  try {
    const followers = services.map(({ url }) => followEvents(url, 0));
    const enough = new AbortController();
    const uploading = storm.run(
      services.map(({ url }) => url),
      CLIENTS,
      enough.signal,
    );
    const watch = setInterval(() => {
      report(`${storm.uploads} uploads, ${storm.acknowledged} captures`);
      if (storm.uploads >= uploads) enough.abort();
    }, 200);
    await uploading.finally(() => clearInterval(watch));
    for (const sent of storm.sent) await storm.upload(services[0].url, sent);
    assert.deepEqual(storm.faults.slice(0, 3), []);
    assert.equal(storm.acknowledged, storm.sent.length);
    await agree(services, '/check-license-plate/ZG1234AB,AB12/2020-01-01');
    const newest = await agree(services, '/api/v1/detections?limit=1');
    assert.ok(newest.includes('ZG1234AB'), newest);
    const late = services.map(({ url }) => followEvents(url, 0));
    await assertAllFollowed([...followers, ...late]);
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
  await assertStoredOnce({ databaseUrl, dataDir: path.join(folder, 'data') }, storm.sent);
  return { uploads: storm.uploads, keys: storm.sent.length };
}

/** Both say the same; resolves to that. */
async function agree(services: readonly StartedService[], address: string): Promise<string> {
  const answers = await Promise.all(services.map(async ({ url }) => (await fetch(url + address)).text()));
  assert.equal(answers[0], answers[1]);
  return answers[0] ?? '';
}

/** Whoever followed either instance, from the beginning or afterwards, saw every event, once, in order. */
async function assertAllFollowed(followers: readonly Follower[]): Promise<void> {
  const latest = Math.max(...(await Promise.all(followers.map(({ quiet }) => quiet()))));
  assert.ok(latest > 0);
  const all = Array.from({ length: latest }, (_, index) => index + 1);
  for (const { ids, stop } of followers) {
    assert.deepEqual(ids, all);
    stop();
  }
}
