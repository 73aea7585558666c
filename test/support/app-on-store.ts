import { createMetrics } from '../../src/metrics.js';
import { createRecordCapture } from '../../src/record-capture.js';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/contracts.js';
import type { TempFolder } from '../store/support/temp-store.js';
import { startApp, type AppUnderTest } from './app-under-test.js';
import { plateReader } from './written-plates.js';

export interface AppOnStore extends AppUnderTest {
  readonly store: Store;
}

type Changes = Omit<NonNullable<Parameters<typeof startApp>[0]>, 'store'>;

/** One more instance of the service in `folder`, until the test ends. */
export async function startOnStore(folder: TempFolder, changes: Changes = {}): Promise<AppOnStore> {
  const instance = await startInstance(folder.options, changes);
  folder.closing(() => instance.close());
  return instance;
}

/** The app on a real store; it reads plates that are written. Closing it closes the store, too. */
export async function startInstance(options: StoreOptions, changes: Changes = {}): Promise<AppOnStore> {
  const store = await openStore(options);
  let closed: Promise<void> | undefined;
  const closeStore = () => (closed ??= store.close());
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
  return {
    ...app,
    store: { ...store, close: closeStore },
    async close() {
      await app.close();
      await closeStore();
    },
  };
}
