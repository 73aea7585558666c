import assert from 'node:assert/strict';
import { testOnBoth } from '../store/support/temp-store.js';
import { killWhileUploading } from '../support/kill-service.js';

/** `npm run crash` does it 50 times. */
const KILLS = 3;

testOnBoth(
  'a service that is killed during uploads loses nothing it acknowledged and stores nothing twice',
  async (t, folder) => {
    const { databaseUrl } = folder.options;
    const end = await killWhileUploading({
      folder: folder.path,
      databaseUrl,
      kills: KILLS,
      report: (line) => t.diagnostic(line),
    });
    // Or the test would show nothing.
    assert.ok(end.acknowledged > 0 && end.acknowledged < end.uploads, JSON.stringify(end));
  },
);
