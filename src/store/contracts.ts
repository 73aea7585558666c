/** What the store takes and gives: plain objects, never a database row or a Sequelize model. */
import type { Box, Candidate, Corners, Country, Reading, Timings } from '../recognition/contracts.js';

/** What a detection is held to be; `accepted` and `review` come from the recognition, the rest from a person. */
export type DetectionStatus = 'accepted' | 'review' | 'confirmed' | 'corrected' | 'rejected';

export type MediaType = 'image/jpeg' | 'image/png';

/** One plate of a capture, to be stored. */
export interface NewDetection {
  /** A–Z and 0–9, as read. */
  readonly text: string;
  readonly confidence: number;
  readonly status: DetectionStatus;
  readonly country: Country | null;
  readonly corners: Corners;
  readonly box: Box;
  readonly candidates: readonly Candidate[];
  readonly readings: readonly Reading[];
  /** The crop, a PNG file. */
  readonly crop: Uint8Array;
}

/** One capture with all its plates, to be stored as a whole or not at all. */
export interface NewCapture {
  /** The camera's time. */
  readonly capturedAt: Date;
  /** The service's time. */
  readonly receivedAt: Date;
  /** `null`: sent by the original interface, which names no camera. */
  readonly cameraId: string | null;
  readonly image: {
    readonly bytes: Uint8Array;
    readonly mediaType: MediaType;
    readonly width: number;
    readonly height: number;
  };
  readonly engineVersion: string;
  readonly timings: Timings;
  readonly detections: readonly NewDetection[];
}

/** A capture as stored; its detections stand in the order given. */
export interface StoredCapture {
  readonly id: string;
  readonly capturedAt: Date;
  readonly receivedAt: Date;
  readonly detections: readonly StoredDetection[];
}

export interface StoredDetection {
  readonly id: string;
  readonly text: string;
  readonly confidence: number;
  readonly status: DetectionStatus;
  readonly corners: Corners;
  readonly box: Box;
}

/** The latest detection of one plate in a window. */
export interface LatestDetection {
  /** The normalized plate that was asked for. */
  readonly plate: string;
  readonly capturedAt: Date;
}

export interface CaptureStore {
  /**
   * Keeps picture, crops and rows. When the promise resolves all of it is durable (written and synced) and seen
   * by every later query; when it rejects nothing of it is visible.
   */
  save(capture: NewCapture): Promise<StoredCapture>;

  /**
   * The latest detection, not rejected by a reviewer, of each plate with `from <= capturedAt <= to`.
   * Plates are given normalized (see `normalizePlate`); one without a detection is absent from the answer.
   */
  latestDetections(plates: readonly string[], from: Date, to: Date): Promise<readonly LatestDetection[]>;
}
