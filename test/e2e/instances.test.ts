import { test } from 'node:test';
import { tempFolder } from '../store/support/temp-store.js';
import { uploadThroughTwo } from '../support/two-instances.js';

/** `npm run instances` sends 2,000. */
const UPLOADS = 40;

test('two instances on one PostgreSQL agree on checks, idempotency and events', async (t) => {
  const folder = await tempFolder(t, 'postgres');
  const { databaseUrl } = folder.options;
  const end = await uploadThroughTwo({
    ...{ folder: folder.path, databaseUrl, uploads: UPLOADS },
    report: () => undefined,
  });
  t.diagnostic(JSON.stringify(end));
});
