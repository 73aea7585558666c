import type { DetectionStatus, EvidenceFile, ReviewStatus, StoredDetection } from './captures.js';

export type PlateMatch = 'exact' | 'prefix' | 'similar';

/** Which detections to list; what is absent does not restrict. All conditions hold together. */
export interface DetectionFilter {
  /**
   * `text` is normalized by the store. `similar` takes O/0, I/1, B/8, S/5, Z/2 for alike and allows one edit
   * besides: a character more, less or another.
   */
  readonly plate?: { readonly text: string; readonly match: PlateMatch };
  /** Earliest `capturedAt`, itself included. */
  readonly from?: Date;
  /** Latest `capturedAt`, itself included. */
  readonly to?: Date;
  readonly cameraId?: string;
  /** Of any camera of this gantry. */
  readonly gantry?: string;
  /** Any of these. */
  readonly status?: readonly DetectionStatus[];
  readonly minConfidence?: number;
}

/** Where the text found differs from the one asked for. */
export interface Difference {
  /** `confusable`: look-alikes, such as O and 0. `extra`: found but not asked for; `missing`: the reverse. */
  readonly kind: 'confusable' | 'replaced' | 'extra' | 'missing';
  /** Index in the text that was asked for, from 0; of an extra character: of the one before which it stands. */
  readonly position: number;
  /** The character asked for, empty if `extra`. */
  readonly asked: string;
  /** The character found, empty if `missing`. */
  readonly found: string;
}

/** Why a detection was found. `similar` has at least one difference. */
export type MatchReason =
  | { readonly kind: 'exact' }
  | { readonly kind: 'prefix' }
  | { readonly kind: 'similar'; readonly differences: readonly Difference[] };

/** A detection as it stands now. */
export interface FoundDetection extends StoredDetection {
  readonly captureId: string;
  readonly capturedAt: Date;
  readonly receivedAt: Date;
  readonly cameraId: string | null;
  readonly gantry: string | null;
  readonly lane: string | null;
  /** What counts: what a reviewer corrected it to, else what was read. */
  readonly text: string;
  /** What was read, and how certain that was. */
  readonly read: { readonly text: string; readonly status: DetectionStatus };
  /** The latest review. */
  readonly review: Review | null;
  /** `null`: no plate was asked for. */
  readonly match: MatchReason | null;
}

/** What a person said of a detection. */
export interface Review {
  readonly status: ReviewStatus;
  /** The corrected text; `null` unless `status` is `corrected`. */
  readonly text: string | null;
  /** Who, as `NewReview.reviewer`. */
  readonly reviewer: string;
  readonly reviewedAt: Date;
}

export interface NewReview {
  readonly status: ReviewStatus;
  /** The text that is right. Given if and only if `status` is `corrected`; normalized by the store. */
  readonly text?: string;
  /** Who reviews, for people: the name of an API key, say. */
  readonly reviewer: string;
}

export interface DetectionPage {
  readonly detections: readonly FoundDetection[];
  /** The cursor of the next page; `null`: this is the last. */
  readonly next: string | null;
}

export interface DetectionStore {
  /**
   * One page, newest `capturedAt` first. Pages follow each other without gap or repetition, whatever is stored
   * meanwhile; what is stored later at an earlier place than the cursor's is not seen.
   * @param page `limit`: most detections of the page, at least 1; `cursor`: `next` of the page before, or `null`
   * @throws {BadRequestError} the cursor is none of this list, or the plate has no letter or digit, or too many
   */
  list(
    filter: DetectionFilter,
    page: { readonly limit: number; readonly cursor: string | null },
  ): Promise<DetectionPage>;

  /** All of them, newest first, a page in memory at a time. Errors as `list`, at the first step. */
  each(filter: DetectionFilter): AsyncIterable<FoundDetection>;

  /** `null`: there is none. */
  get(id: string): Promise<FoundDetection | null>;

  /** All reviews of a detection, oldest first. */
  reviews(id: string): Promise<readonly Review[]>;

  /**
   * Adds a review; the latest counts. What was read stays as it is. From then on checks go by the corrected text,
   * and a plate that they did not see before (corrected, or no longer rejected) becomes visible to them now.
   * @throws {NotFoundError} there is no such detection
   * @throws {BadRequestError} `text` is missing, superfluous, or has no letter or digit
   */
  review(id: string, review: NewReview): Promise<FoundDetection>;

  /** The crop of a detection; `null`: no such detection, or its crop is no longer kept. */
  crop(id: string): Promise<EvidenceFile | null>;
}
