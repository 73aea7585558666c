import { createMetrics } from '../../src/metrics.js';
import { createRecordCapture } from '../../src/record-capture.js';
import type { Store } from '../../src/store/contracts.js';
import { openTempStore, type TempFolder } from '../store/support/temp-store.js';
import { startApp, type AppUnderTest } from './app-under-test.js';
import { plateReader } from './written-plates.js';

export interface AppOnStore extends AppUnderTest {
  readonly store: Store;
}

/** The app on a real store, one more instance of the service in `folder`; it reads plates that are written. */
export async function startOnStore(
  folder: TempFolder,
  changes: Parameters<typeof startApp>[0] = {},
): Promise<AppOnStore> {
  const store = await openTempStore(folder);
  const metrics = createMetrics();
  const now = changes.now ?? (() => new Date());
  const timeZone = changes.timeZone ?? 'UTC';
  const { captures, cameras } = store;
  const app = await startApp({
    recordCapture: createRecordCapture({
      recognizer: plateReader,
      captures,
      cameras,
      now,
      timeZone,
      metrics,
    }),
    now,
    metrics,
    ...changes,
    store,
  });
  folder.closing(() => app.close());
  return { ...app, store };
}
