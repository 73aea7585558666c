/**
 * Uploads through two instances on one PostgreSQL, with random repetitions of idempotency keys, and looks whether every
 * acknowledged capture is there exactly once and both instances say the same.
 * npm run instances -- [--uploads 2000]
 */
import { parseArgs } from 'node:util';
import { startPostgres } from '../../test/store/support/postgres-server.js';
import { makeServiceFolder } from '../../test/support/start-service.js';
import { uploadThroughTwo } from '../../test/support/two-instances.js';

const { values } = parseArgs({ options: { uploads: { type: 'string', default: '2000' } } });
const uploads = Number(values.uploads);
if (!Number.isInteger(uploads) || uploads < 1) {
  throw new Error(`Expected a positive whole number, for --uploads, but received ${values.uploads}`);
}

const server = await startPostgres({ fsync: 'on' });
const folder = await makeServiceFolder();
try {
  const end = await uploadThroughTwo({
    ...{ folder: folder.path, databaseUrl: await server.newDatabase(), uploads },
    report: (line) => process.stderr.isTTY && process.stderr.write(`\r${line}`),
  });
  console.log(
    `${end.uploads} uploads through two instances under ${end.keys} keys: every capture once, no leftovers, checks and ` +
      'lists alike, every event once and in order at both',
  );
} finally {
  await folder.remove();
  await server.stop();
}
