import type { Sequelize, Transaction } from 'sequelize';
import { NotFoundError } from '../errors.js';
import { normalizePlate } from '../plate-text.js';
import type { DetectionStatus, FoundDetection, Review, ReviewStatus } from './contracts.js';
import { registerPlates } from './insert-detections.js';
import { readDetections } from './read-detections.js';
import { instantFrom, selectRows, type BigNumber } from './rows.js';
import type { StoreParts } from './store-parts.js';

interface CheckedReview {
  readonly status: ReviewStatus;
  /** Normalized, and there if `status` is `corrected`. */
  readonly text: string | null;
  readonly reviewer: string;
}

interface Reviewed {
  readonly plate: string;
  readonly text: string;
  readonly status: DetectionStatus;
  readonly review_count: number;
}

/** See `DetectionStore.review`. */
export async function reviewDetection(
  { database }: StoreParts,
  id: string,
  review: CheckedReview,
): Promise<FoundDetection> {
  const { sequelize } = database;
  return database.write(async (transaction) => {
    // Of two reviewers at once the second sees what the first did.
    const reviewedAt = await database.enterCommitOrder(transaction);
    const before = await readReviewed(sequelize, id, transaction);
    const { status, text, reviewer } = review;
    const number = before.review_count + 1;
    await sequelize.query(
      `INSERT INTO reviews (detection_id, number, status, text, reviewer, reviewed_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      { bind: [id, number, status, text, reviewer, reviewedAt.getTime()], transaction },
    );
    const plate = text ?? normalizePlate(before.text);
    await registerPlates(database, [plate], transaction);
    await sequelize.query(
      `UPDATE detections SET status = $1, corrected_text = $2, plate = $3, review_count = $4 WHERE id = $5`,
      { bind: [status, text, plate, number, id], transaction },
    );
    // Whoever asks "since my last check" has not been told of this plate.
    const appears = status !== 'rejected' && (before.status === 'rejected' || before.plate !== plate);
    if (appears) {
      await sequelize.query(`UPDATE detections SET visible_at = $1 WHERE id = $2`, {
        bind: [reviewedAt.getTime(), id],
        transaction,
      });
    }
    const [detection] = await readDetections(sequelize, [id], { transaction });
    if (detection === undefined) throw new Error(`The detection ${id} is gone while it is reviewed`);
    return detection;
  });
}

async function readReviewed(sequelize: Sequelize, id: string, transaction: Transaction): Promise<Reviewed> {
  const sql = 'SELECT plate, text, status, review_count FROM detections WHERE id = $1';
  const [row] = await selectRows<Reviewed>(sequelize, sql, { bind: [id], transaction });
  if (row === undefined) throw new NotFoundError(`There is no detection '${id}'`);
  return row;
}

/** All reviews of a detection, oldest first. */
export async function readReviews(sequelize: Sequelize, id: string): Promise<readonly Review[]> {
  const sql =
    'SELECT status, text, reviewer, reviewed_at FROM reviews WHERE detection_id = $1 ORDER BY number';
  const rows = await selectRows<{
    status: ReviewStatus;
    text: string | null;
    reviewer: string;
    reviewed_at: BigNumber;
  }>(sequelize, sql, { bind: [id] });
  return rows.map(({ reviewed_at: at, ...review }) => ({ ...review, reviewedAt: instantFrom(at) }));
}
