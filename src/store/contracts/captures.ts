import type { Readable } from 'node:stream';
import type {
  Box,
  Candidate,
  Corners,
  Country,
  Plate,
  ReadStatus,
  Reading,
  Rejection,
  Timings,
} from '../../recognition/contracts.js';

/** What a detection is held to be; `accepted` and `review` come from the recognition, the rest from a person. */
export type DetectionStatus = ReadStatus | ReviewStatus;
export type ReviewStatus = 'confirmed' | 'corrected' | 'rejected';

export type MediaType = 'image/jpeg' | 'image/png';

/** One plate of a capture, to be stored. */
export type NewDetection = Plate;

/** One capture with all its plates, to be stored as a whole or not at all. */
export interface NewCapture {
  /** The camera's time. */
  readonly capturedAt: Date;
  /** The service's time. */
  readonly receivedAt: Date;
  /** `null`: sent without the name of a camera, as the original interface does. */
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
  readonly rejections: readonly Rejection[];
  /** `null`: sent without a key, so the same again is another capture. */
  readonly idempotency: Idempotency | null;
}

/** What makes a request the same as an earlier one. */
export interface Idempotency {
  /** Whose key it is, for instance the id of an API key: two clients may choose the same key. May be empty. */
  readonly client: string;
  /** As the client sent it. */
  readonly key: string;
  /** A digest of everything that makes the request what it is, the picture above all. */
  readonly fingerprint: string;
}

/** A capture as it was first stored, whatever a reviewer did since; its detections stand in the order given. */
export interface StoredCapture {
  readonly id: string;
  readonly cameraId: string | null;
  readonly capturedAt: Date;
  readonly receivedAt: Date;
  readonly image: {
    readonly mediaType: MediaType;
    readonly width: number;
    readonly height: number;
    /** Size of the file. */
    readonly bytes: number;
    /** Of the file, 64 hexadecimal digits. */
    readonly sha256: string;
  };
  readonly engineVersion: string;
  readonly timings: Timings;
  readonly detections: readonly StoredDetection[];
  readonly rejections: readonly Rejection[];
}

/** A detection as it was read. */
export interface StoredDetection {
  readonly id: string;
  readonly text: string;
  readonly confidence: number;
  readonly status: DetectionStatus;
  readonly country: Country | null;
  readonly corners: Corners;
  readonly box: Box;
  readonly candidates: readonly Candidate[];
  readonly readings: readonly Reading[];
}

/** A picture or crop that is kept. */
export interface EvidenceFile {
  readonly mediaType: MediaType;
  /** Size in bytes. */
  readonly size: number;
  /** A stream from the first byte on; the caller reads or destroys it. */
  readonly open: () => Readable;
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
   * by every later query, from any instance; when it rejects nothing of it is visible.
   *
   * With `idempotency` the first capture under that key is the only one, whoever saves at the same time: then this
   * resolves with that one, and nothing is stored.
   * @throws {IdempotencyKeyReusedError} the key was used before with another fingerprint
   * @throws {UnknownCameraError} there is no camera `cameraId`
   */
  save(capture: NewCapture): Promise<StoredCapture>;

  /**
   * The capture that was stored under an idempotency key, or `null`: asked before the recognition, so that a
   * repetition costs none.
   * @throws {IdempotencyKeyReusedError} the key was used before with another fingerprint
   */
  replay(idempotency: Idempotency): Promise<StoredCapture | null>;

  /** A capture with its detections as they stand now, reviewed texts and statuses included; `null`: there is none. */
  get(id: string): Promise<StoredCapture | null>;

  /** The picture of a capture; `null`: no such capture, or its picture is no longer kept. */
  picture(captureId: string): Promise<EvidenceFile | null>;

  /**
   * The latest detection, not rejected by a reviewer, of each plate that was captured at or after `from`, or that
   * became visible to this query at or after `from`: the latter so that who asks "since my last look" finds what
   * arrived late or was still being recognized. `capturedAt` may therefore lie before `from`.
   *
   * A detection stored when this is called is seen. One that is not seen becomes visible at an instant (of the
   * database's clock) after this call began, so the next call, from that instant on, sees it.
   * Plates are given normalized (see `normalizePlate`); one without a detection is absent from the answer.
   */
  latestDetections(plates: readonly string[], from: Date): Promise<readonly LatestDetection[]>;
}
