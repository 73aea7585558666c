import type { Store } from '../../src/store/contracts.js';

type StoreParts = Omit<Store, 'close'>;
/** Parts of a store, or parts of those. */
export type StorePieces = Partial<Pick<StoreParts, 'ping'>> & {
  readonly [Part in Exclude<keyof StoreParts, 'ping'>]?: Partial<StoreParts[Part]>;
};

const unasked = () => Promise.reject(new Error('the store was not to be asked'));

/** A store that holds nothing and can keep nothing, except for `pieces`. */
export function emptyStore(pieces: StorePieces = {}): StoreParts {
  return {
    captures: {
      save: unasked,
      replay: async () => null,
      get: async () => null,
      picture: async () => null,
      latestDetections: async () => [],
      ...pieces.captures,
    },
    detections: {
      list: async () => ({ detections: [], next: null }),
      async *each() {},
      get: async () => null,
      reviews: async () => [],
      review: unasked,
      crop: async () => null,
      ...pieces.detections,
    },
    cameras: {
      list: async () => [],
      get: async () => null,
      create: unasked,
      update: unasked,
      remove: unasked,
      ...pieces.cameras,
    },
    events: {
      latestId: async () => 0,
      read: async () => [],
      async *follow() {},
      ...pieces.events,
    },
    keys: {
      create: unasked,
      list: async () => [],
      revoke: unasked,
      authenticate: async () => null,
      any: async () => false,
      ...pieces.keys,
    },
    statistics: { buckets: async () => [], ...pieces.statistics },
    ping: pieces.ping ?? (async () => undefined),
  };
}
