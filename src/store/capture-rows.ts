import { createHash } from 'node:crypto';
import { normalizePlate } from '../plate-text.js';
import type { MediaType, NewCapture, StoredCapture } from './contracts.js';
import { EvidenceFolder, type EvidenceName, type NewEvidence } from './evidence-folder.js';
import type { CaptureRow, DetectionRow } from './models.js';
import { timeOrderedId } from './time-ordered-id.js';

/** What a capture becomes: rows and files, which refer to each other. */
export interface CaptureRecord {
  readonly capture: CaptureRow;
  readonly detections: readonly UnplacedDetection[];
  readonly files: readonly NewEvidence[];
}

/** A detection before it is known when it becomes visible. */
export type UnplacedDetection = Omit<DetectionRow, 'visibleAt' | 'eventId'>;

const PICTURE_NAMES: Readonly<Record<MediaType, EvidenceName>> = {
  'image/jpeg': 'picture.jpg',
  'image/png': 'picture.png',
};

/** @throws {RangeError} `receivedAt` is no instant from 1970 to 9999 */
export function captureRecord(capture: NewCapture): CaptureRecord {
  // Named after the service's time, since a camera's clock may be years off.
  const id = timeOrderedId(capture.receivedAt);
  const { bytes, mediaType } = capture.image;
  const pictureName = PICTURE_NAMES[mediaType];
  return {
    capture: {
      id,
      cameraId: capture.cameraId,
      capturedAt: capture.capturedAt,
      receivedAt: capture.receivedAt,
      imagePath: EvidenceFolder.relativePath(id, pictureName),
      imageMediaType: mediaType,
      imageSha256: createHash('sha256').update(bytes).digest('hex'),
      imageBytes: bytes.byteLength,
      imageWidth: capture.image.width,
      imageHeight: capture.image.height,
      engineVersion: capture.engineVersion,
      timings: capture.timings,
      rejections: capture.rejections,
      recognitionMs: capture.timings.total,
      plateCount: capture.detections.length,
      reviewCount: capture.detections.filter(({ status }) => status === 'review').length,
    },
    detections: detectionRows(id, capture),
    files: [
      { name: pictureName, bytes },
      ...capture.detections.map(({ crop }, position) => ({ name: cropName(position), bytes: crop })),
    ],
  };
}

function detectionRows(captureId: string, capture: NewCapture): readonly UnplacedDetection[] {
  return capture.detections.map((detection, position) => ({
    id: timeOrderedId(capture.receivedAt),
    captureId,
    position,
    capturedAt: capture.capturedAt,
    plate: normalizePlate(detection.text),
    text: detection.text,
    confidence: detection.confidence,
    status: detection.status,
    countryCode: detection.country?.code ?? null,
    countryConfidence: detection.country?.confidence ?? null,
    corners: detection.corners,
    box: detection.box,
    candidates: detection.candidates,
    readings: detection.readings,
    engineVersion: capture.engineVersion,
    cropPath: EvidenceFolder.relativePath(captureId, cropName(position)),
    cameraId: capture.cameraId,
    readStatus: detection.status,
    correctedText: null,
    reviewCount: 0,
  }));
}

function cropName(position: number): EvidenceName {
  return `crop-${position + 1}.png`;
}

/** A capture as it was read. */
export function storedCapture(capture: CaptureRow, detections: readonly UnplacedDetection[]): StoredCapture {
  return {
    id: capture.id,
    cameraId: capture.cameraId,
    capturedAt: capture.capturedAt,
    receivedAt: capture.receivedAt,
    image: {
      mediaType: capture.imageMediaType,
      width: capture.imageWidth,
      height: capture.imageHeight,
      bytes: capture.imageBytes,
      sha256: capture.imageSha256,
    },
    engineVersion: capture.engineVersion,
    timings: capture.timings,
    rejections: capture.rejections,
    detections: detections.map((row) => ({
      id: row.id,
      text: row.text,
      confidence: row.confidence,
      status: row.readStatus,
      country: countryOf(row),
      corners: row.corners,
      box: row.box,
      candidates: row.candidates,
      readings: row.readings,
    })),
  };
}

/** A capture as it stands now. */
export function presentCapture(capture: CaptureRow, detections: readonly UnplacedDetection[]): StoredCapture {
  const stored = storedCapture(capture, detections);
  return {
    ...stored,
    detections: stored.detections.map((detection, index) => ({
      ...detection,
      text: detections[index]?.correctedText ?? detection.text,
      status: detections[index]?.status ?? detection.status,
    })),
  };
}

function countryOf({ countryCode, countryConfidence }: UnplacedDetection) {
  return countryCode === null || countryConfidence === null
    ? null
    : { code: countryCode, confidence: countryConfidence };
}
