import type { Sequelize, Transaction } from 'sequelize';
import type { Box, Candidate, Corners, ReadStatus, Reading } from '../recognition/contracts.js';
import type { DetectionStatus, FoundDetection, MatchReason, Review, ReviewStatus } from './contracts.js';
import { Bindings, fromJson, instantFrom, selectRows, type BigNumber, type JsonColumn } from './rows.js';

/** A detection together with what belongs to it elsewhere. */
const SELECT = `SELECT d.id, d.capture_id, d.captured_at, d.plate, d.text, d.corrected_text, d.confidence, d.status,
    d.read_status, d.country_code, d.country_confidence, d.corners, d.box, d.candidates, d.readings, d.camera_id,
    d.event_id, c.received_at, k.gantry, k.lane, r.status AS review_status, r.text AS review_text, r.reviewer,
    r.reviewed_at
  FROM detections AS d
  JOIN captures AS c ON c.id = d.capture_id
  LEFT JOIN cameras AS k ON k.id = d.camera_id
  LEFT JOIN reviews AS r ON r.detection_id = d.id AND r.number = d.review_count`;

interface Row {
  readonly id: string;
  readonly capture_id: string;
  readonly captured_at: BigNumber;
  readonly plate: string;
  readonly text: string;
  readonly corrected_text: string | null;
  readonly confidence: number;
  readonly status: DetectionStatus;
  readonly read_status: ReadStatus;
  readonly country_code: string | null;
  readonly country_confidence: number | null;
  readonly corners: JsonColumn;
  readonly box: JsonColumn;
  readonly candidates: JsonColumn;
  readonly readings: JsonColumn;
  readonly camera_id: string | null;
  readonly event_id: BigNumber;
  readonly received_at: BigNumber;
  readonly gantry: string | null;
  readonly lane: string | null;
  readonly review_status: ReviewStatus | null;
  readonly review_text: string | null;
  readonly reviewer: string | null;
  readonly reviewed_at: BigNumber | null;
}

/** In the order of the ids; one that is gone meanwhile is left out. */
export async function readDetections(
  sequelize: Sequelize,
  ids: readonly string[],
  options: {
    readonly match?: (plate: string) => MatchReason | null;
    readonly transaction?: Transaction;
  } = {},
): Promise<readonly FoundDetection[]> {
  if (ids.length === 0) return [];
  const { match = () => null, ...rest } = options;
  const bindings = new Bindings();
  const sql = `${SELECT} WHERE d.id IN (${bindings.list(ids)})`;
  const rows = await selectRows<Row>(sequelize, sql, { bind: bindings.values, ...rest });
  const found = new Map(rows.map((row) => [row.id, detectionFrom(row, match(row.plate))]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Those with an event id greater than `after`, in their order, with these ids. */
export async function readEvents(
  sequelize: Sequelize,
  after: number,
  limit: number,
): Promise<readonly { readonly id: number; readonly detection: FoundDetection }[]> {
  const rows = await selectRows<Row>(sequelize, EVENTS_SQL, { bind: [after, limit] });
  return rows.map((row) => ({ id: Number(row.event_id), detection: detectionFrom(row, null) }));
}

export const EVENTS_SQL = `${SELECT} WHERE d.event_id > $1 ORDER BY d.event_id LIMIT $2`;

function detectionFrom(row: Row, match: MatchReason | null): FoundDetection {
  return {
    id: row.id,
    captureId: row.capture_id,
    capturedAt: instantFrom(row.captured_at),
    receivedAt: instantFrom(row.received_at),
    cameraId: row.camera_id,
    gantry: row.gantry,
    lane: row.lane,
    text: row.corrected_text ?? row.text,
    confidence: row.confidence,
    status: row.status,
    country:
      row.country_code === null || row.country_confidence === null
        ? null
        : { code: row.country_code, confidence: row.country_confidence },
    corners: fromJson(row.corners) as Corners,
    box: fromJson(row.box) as Box,
    candidates: fromJson(row.candidates) as readonly Candidate[],
    readings: fromJson(row.readings) as readonly Reading[],
    read: { text: row.text, status: row.read_status },
    review: reviewFrom(row),
    match,
  };
}

function reviewFrom(row: Row): Review | null {
  const { review_status: status, review_text: text, reviewer, reviewed_at: reviewedAt } = row;
  if (status === null || reviewer === null || reviewedAt === null) return null;
  return { status, text, reviewer, reviewedAt: instantFrom(reviewedAt) };
}
