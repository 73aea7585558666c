import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from './start-service.js';
import { assertStoredOnce } from './stored-once.js';
import { UploadStorm } from './upload-storm.js';

const CLIENTS = 4;
const RECOGNIZERS = '2';
/** A life ends after a random number of acknowledgements up to this one, and a random time up to the next. */
const MOST_ACKNOWLEDGED = 8;
const LONGEST_MS = 300;
const LONGEST_LIFE_MS = 60_000;

export interface KillRun {
  /** An empty folder for the service. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly kills: number;
  readonly report: (line: string) => void;
}

export interface KillEnd {
  readonly uploads: number;
  readonly keys: number;
  /** How many were acknowledged before a kill; the rest was repeated after the last one. */
  readonly acknowledged: number;
}

/**
 * Kills the service (SIGKILL) at random moments during uploads and starts it anew, then repeats every upload: what was
 * acknowledged must get the same answer, what was not must be stored once in the end.
 * @throws {AssertionError} something acknowledged is lost, or something is stored twice
 */
export async function killWhileUploading({ folder, databaseUrl, kills, report }: KillRun): Promise<KillEnd> {
  const settings = { DATABASE_URL: databaseUrl, RECOGNIZER_PROCESSES: RECOGNIZERS, READERS: 'network' };
  const storm = new UploadStorm({ repeats: 0.2 });
  for (let kill = 1; kill <= kills; kill += 1) {
    const service = await startService(folder, settings);
    const over = new AbortController();
    const uploading = storm.run([service.url], CLIENTS, over.signal);
    const enough = storm.acknowledged + Math.floor(Math.random() * MOST_ACKNOWLEDGED);
    const latest = Date.now() + LONGEST_LIFE_MS;
    while (storm.acknowledged < enough && Date.now() < latest) await sleep(1);
    await sleep(Math.random() * LONGEST_MS);
    service.kill('SIGKILL');
    over.abort();
    await Promise.all([uploading, service.exited]);
    report(`kill ${kill}: ${storm.acknowledged} acknowledged of ${storm.sent.length}`);
  }
  const { acknowledged } = storm;
  const service = await startService(folder, settings);
  try {
    for (const sent of storm.sent) await storm.upload(service.url, sent);
    assert.deepEqual(storm.faults.slice(0, 3), []);
    assert.equal(storm.acknowledged, storm.sent.length);
    for (const { captureId = '' } of storm.sent) {
      const { status } = await fetch(`${service.url}/api/v1/captures/${captureId}`);
      assert.equal(status, 200, captureId);
    }
  } finally {
    await service.stop();
  }
  await assertStoredOnce({ databaseUrl, dataDir: path.join(folder, 'data') }, storm.sent);
  return { uploads: storm.uploads, keys: storm.sent.length, acknowledged };
}
