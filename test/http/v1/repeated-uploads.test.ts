import { test } from 'node:test';
import { createAdmission } from '../../../src/http/admission.js';
import { tempFolder } from '../../store/support/temp-store.js';
import { startOnStore } from '../../support/app-on-store.js';
import { assertKeptOnce, seededRandom } from '../../support/repeated-uploads.js';

test('uploads repeated by chance through two instances are kept once, and both see the same', async (t) => {
  const folder = await tempFolder(t, 'postgres');
  const start = () => startOnStore(folder, { uploads: createAdmission(64) });
  await assertKeptOnce({
    instances: [await start(), await start()],
    uploads: 300,
    captures: 120,
    concurrency: 12,
    random: seededRandom(1),
  });
});
