/**
 * Two instances on one PostgreSQL: uploads with random repeats of idempotency keys through both, then whether every
 * acknowledged capture is there exactly once, for either. Recognition is left out.
 *
 *     npm run instances -- [--uploads 2000] [--captures 700] [--concurrency 16] [--seed 1]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAdmission } from '../../src/http/admission.js';
import { startPostgres } from '../../test/store/support/postgres-server.js';
import { startInstance } from '../../test/support/app-on-store.js';
import { assertKeptOnce, seededRandom } from '../../test/support/repeated-uploads.js';

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '2000' },
    captures: { type: 'string', default: '700' },
    concurrency: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
  },
});
const [uploads, captures, concurrency, seed] = [
  values.uploads,
  values.captures,
  values.concurrency,
  values.seed,
].map(Number) as [number, number, number, number];

const postgres = await startPostgres({ fsync: 'on' });
const dataDir = await mkdtemp(join(tmpdir(), 'gantry-instances-'));
const databaseUrl = await postgres.newDatabase();
const start = () => startInstance({ databaseUrl, dataDir }, { uploads: createAdmission(256) });
const instances = [await start(), await start()];
try {
  const begin = performance.now();
  await assertKeptOnce({ instances, uploads, captures, concurrency, random: seededRandom(seed) });
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${uploads} uploads of ${captures} captures through 2 instances, ${concurrency} at a time, seed ${seed}: ` +
      `each capture once, both instances agree (${seconds.toFixed(1)} s, checks included)`,
  );
} finally {
  for (const instance of instances) await instance.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true });
}
