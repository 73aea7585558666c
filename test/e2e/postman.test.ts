import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import newman, { type NewmanRunSummary } from 'newman';
import { openStore } from '../../src/store/open-store.js';
import { makeServiceFolder, startService } from '../support/start-service.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

test('the Postman collection holds against the started service', async (t) => {
  const folder = await makeServiceFolder();
  t.after(() => folder.remove());
  const apiKey = await makeKey(folder.path);
  const service = await startService(folder.path, { LOG_LEVEL: 'warn' });
  t.after(() => service.stop());
  const { run } = await runCollection(service.url, apiKey);
  const failures = run.failures.map(({ source, error }) => `${source?.name}: ${error.test} ${error.message}`);
  assert.deepEqual(failures, []);
  // Every request carries at least one assertion, or a broken script would pass for a good one.
  assert.ok((run.stats.assertions.total ?? 0) >= (run.stats.requests.total ?? Infinity));
});

/** With a key in its database the service asks for one. */
async function makeKey(folder: string): Promise<string> {
  const dataDir = join(folder, 'data');
  const store = await openStore({ databaseUrl: `sqlite:${join(dataDir, 'gantry.sqlite')}`, dataDir });
  const { secret } = await store.keys.create({ name: 'postman', scope: 'admin' });
  await store.close();
  return secret;
}

function runCollection(baseUrl: string, apiKey: string): Promise<NewmanRunSummary> {
  return new Promise((resolve, reject) => {
    newman.run(
      {
        collection: `${ROOT}docs/gantry.postman_collection.json`,
        envVar: [
          { key: 'baseUrl', value: baseUrl },
          { key: 'apiKey', value: apiKey },
        ],
        workingDir: ROOT,
        reporters: [],
        timeoutRequest: 60_000,
      },
      (error, summary) => (error ? reject(error) : resolve(summary)),
    );
  });
}
