import type { LatestDetection } from './contracts.js';
import type { Database } from './database.js';
import { instantFrom, selectRows, type BigNumber } from './rows.js';

/** Plates in one statement. Databases limit the parameters of a statement; the original interface asks for 500. */
const PLATES_PER_STATEMENT = 500;

/**
 * Two descents of an index per plate, whatever the window holds: `MAX … GROUP BY` or a window function would read
 * every detection of a vehicle that passes daily. The second is made only where the first finds nothing, and then
 * reads what came late since, which is little (`+ 0`: or the maximum would be sought from the end of the index by
 * `captured_at`, through everything that is older). Parameters: `$1` is the start of the window, then the plates.
 */
export function latestDetectionsSql(plateCount: number): string {
  const plates = Array.from({ length: plateCount }, (_, index) => `($${index + 2})`).join(', ');
  return `WITH asked (plate) AS (VALUES ${plates})
SELECT asked.plate AS plate, COALESCE((
  SELECT detections.captured_at FROM detections
  WHERE detections.plate = asked.plate AND detections.captured_at >= CAST($1 AS BIGINT)
    AND detections.status <> 'rejected'
  ORDER BY detections.captured_at DESC LIMIT 1
), (
  SELECT MAX(detections.captured_at + 0) FROM detections
  WHERE detections.plate = asked.plate AND detections.visible_at >= CAST($1 AS BIGINT)
    AND detections.status <> 'rejected'
)) AS captured_at
FROM asked`;
}

/** See `CaptureStore.latestDetections`; the answer is in the order asked, each plate once. */
export async function latestDetections(
  database: Database,
  plates: readonly string[],
  from: Date,
): Promise<readonly LatestDetection[]> {
  // What is just being stored got its instant before this call began: the next call, from now on, would miss it.
  await database.settled();
  const asked = [...new Set(plates)];
  const latest: LatestDetection[] = [];
  for (let start = 0; start < asked.length; start += PLATES_PER_STATEMENT) {
    const some = asked.slice(start, start + PLATES_PER_STATEMENT);
    const rows = await selectRows<Row>(database.sequelize, latestDetectionsSql(some.length), {
      bind: [from.getTime(), ...some],
    });
    for (const { plate, captured_at: capturedAt } of rows) {
      if (capturedAt !== null) latest.push({ plate, capturedAt: instantFrom(capturedAt) });
    }
  }
  return latest;
}

interface Row {
  readonly plate: string;
  readonly captured_at: BigNumber | null;
}
