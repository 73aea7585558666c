import { normalizePlate } from '../plate-text.js';
import { BadRequestError } from '../errors.js';
import type {
  DetectionFilter,
  DetectionPage,
  DetectionStore,
  EvidenceFile,
  FoundDetection,
} from './contracts.js';
import { readCursor, writeCursor, type DetectionPlace } from './detection-cursor.js';
import { pageSql } from './detection-page.js';
import { planSearch, type Search } from './detection-search.js';
import { readDetections } from './read-detections.js';
import { readReviews, reviewDetection } from './review-detection.js';
import { selectRows, type BigNumber } from './rows.js';
import type { StoreParts } from './store-parts.js';

const EXPORT_PAGE = 500;

export function createDetectionStore(parts: StoreParts): DetectionStore {
  const { sequelize } = parts.database;
  return {
    async list(filter, { limit, cursor }) {
      const before = cursor === null ? null : readCursor(cursor);
      return page(parts, await planSearch(parts.database, filter), { limit, before });
    },
    each: (filter) => each(parts, filter),
    get: async (id) => (await readDetections(sequelize, [id]))[0] ?? null,
    reviews: (id) => readReviews(sequelize, id),
    async review(id, review) {
      const text = review.text === undefined ? null : normalizePlate(review.text);
      if ((review.status === 'corrected') !== (text !== null) || text === '') {
        throw new BadRequestError(
          'Expected a text with letters or digits if and only if the status is corrected',
        );
      }
      return reviewDetection(parts, id, { status: review.status, text, reviewer: review.reviewer });
    },
    crop: (id) => crop(parts, id),
  };
}

async function page(
  { database }: StoreParts,
  search: Search,
  { limit, before }: { readonly limit: number; readonly before: DetectionPlace | null },
): Promise<DetectionPage> {
  const { access } = search;
  if ('values' in access && access.values.length === 0) return { detections: [], next: null };
  const { sql, values } = pageSql(database.dialect, search, { limit: limit + 1, before });
  const rows = await selectRows<{ id: string; captured_at: BigNumber }>(database.sequelize, sql, {
    bind: values,
  });
  const some = rows.slice(0, limit);
  const last = some.at(-1);
  const detections = await readDetections(
    database.sequelize,
    some.map(({ id }) => id),
    { match: search.match },
  );
  const hasNext = rows.length > limit && last !== undefined;
  return {
    detections,
    next: hasNext ? writeCursor({ capturedAt: Number(last.captured_at), id: last.id }) : null,
  };
}

/** By pages, not in one open query: who reads slowly holds no connection and no snapshot meanwhile. */
async function* each(parts: StoreParts, filter: DetectionFilter): AsyncIterable<FoundDetection> {
  const search = await planSearch(parts.database, filter);
  let before: DetectionPlace | null = null;
  do {
    const { detections, next }: DetectionPage = await page(parts, search, { limit: EXPORT_PAGE, before });
    yield* detections;
    before = next === null ? null : readCursor(next);
  } while (before !== null);
}

async function crop({ models, evidence }: StoreParts, id: string): Promise<EvidenceFile | null> {
  const row = await models.detections.findByPk(id, { attributes: ['cropPath'] });
  return row === null ? null : evidence.read(row.get().cropPath, 'image/png');
}
