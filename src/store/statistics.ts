import type { Statistics, StatisticsBucket, StatisticsQuery } from './contracts.js';
import type { Database } from './database.js';
import { instantFrom, selectRows, type BigNumber } from './rows.js';

/** `rank` and `size` give the percentiles, which SQLite has no function for: nearest rank, rounded up. */
export const STATISTICS_SQL = `WITH bucketed AS (
  SELECT captured_at - captured_at % CAST($3 AS BIGINT) AS start, camera_id, recognition_ms, plate_count, review_count
  FROM captures WHERE captured_at >= $1 AND captured_at < $2
), ranked AS (
  SELECT bucketed.*,
    ROW_NUMBER() OVER (PARTITION BY start, camera_id ORDER BY recognition_ms) AS rank,
    COUNT(*) OVER (PARTITION BY start, camera_id) AS size
  FROM bucketed
)
SELECT start, camera_id, COUNT(*) AS captures,
  SUM(CASE WHEN plate_count > 0 THEN 1 ELSE 0 END) AS captures_read,
  SUM(plate_count) AS detections, SUM(review_count) AS detections_for_review,
  AVG(recognition_ms) AS mean, MAX(recognition_ms) AS max,
  MAX(CASE WHEN rank <= (size + 1) / 2 THEN recognition_ms END) AS p50,
  MAX(CASE WHEN rank <= (size * 95 + 99) / 100 THEN recognition_ms END) AS p95
FROM ranked GROUP BY start, camera_id
ORDER BY start, CASE WHEN camera_id IS NULL THEN 0 ELSE 1 END, camera_id`;

interface Row {
  readonly start: BigNumber;
  readonly camera_id: string | null;
  readonly captures: BigNumber;
  readonly captures_read: BigNumber;
  readonly detections: BigNumber;
  readonly detections_for_review: BigNumber;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function createStatistics({ sequelize }: Database): Statistics {
  return {
    async buckets({ from, to, bucketMs }: StatisticsQuery) {
      const rows = await selectRows<Row>(sequelize, STATISTICS_SQL, {
        bind: [from.getTime(), to.getTime(), bucketMs],
      });
      return rows.map(bucketFrom);
    },
  };
}

function bucketFrom(row: Row): StatisticsBucket {
  return {
    start: instantFrom(row.start),
    cameraId: row.camera_id,
    captures: Number(row.captures),
    capturesRead: Number(row.captures_read),
    detections: Number(row.detections),
    detectionsForReview: Number(row.detections_for_review),
    latency: { mean: row.mean, p50: row.p50, p95: row.p95, max: row.max },
  };
}
