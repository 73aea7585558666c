import { QueryTypes, type Sequelize } from 'sequelize';
import type { LatestDetection } from './contracts.js';

/** Plates in one statement. Databases limit the parameters of a statement; the original interface asks for 500. */
const PLATES_PER_STATEMENT = 500;

/**
 * One descent of the index per plate, whatever the window holds: `MAX … GROUP BY` or a window function would read
 * every detection of a vehicle that passes daily. Parameters: `$1` and `$2` are the window, then the plates.
 */
export function latestDetectionsSql(plateCount: number): string {
  const plates = Array.from({ length: plateCount }, (_, index) => `($${index + 3})`).join(', ');
  return `WITH asked (plate) AS (VALUES ${plates})
SELECT asked.plate AS plate, (
  SELECT detections.captured_at FROM detections
  WHERE detections.plate = asked.plate AND detections.captured_at BETWEEN $1 AND $2
    AND detections.status <> 'rejected'
  ORDER BY detections.captured_at DESC LIMIT 1
) AS captured_at
FROM asked`;
}

/** See `CaptureStore.latestDetections`; the answer is in the order asked, each plate once. */
export async function latestDetections(
  sequelize: Sequelize,
  plates: readonly string[],
  from: Date,
  to: Date,
): Promise<readonly LatestDetection[]> {
  const asked = [...new Set(plates)];
  const latest: LatestDetection[] = [];
  for (let start = 0; start < asked.length; start += PLATES_PER_STATEMENT) {
    const some = asked.slice(start, start + PLATES_PER_STATEMENT);
    const rows = await sequelize.query<Row>(latestDetectionsSql(some.length), {
      type: QueryTypes.SELECT,
      bind: [from.getTime(), to.getTime(), ...some],
    });
    for (const { plate, captured_at: capturedAt } of rows) {
      if (capturedAt !== null) latest.push({ plate, capturedAt: new Date(Number(capturedAt)) });
    }
  }
  return latest;
}

interface Row {
  readonly plate: string;
  /** Text from drivers that do not trust numbers with 64 bits. */
  readonly captured_at: number | string | null;
}
