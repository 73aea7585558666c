import { createHash } from 'node:crypto';
import { normalizePlate } from '../plate-text.js';
import type { MediaType, NewCapture, StoredCapture } from './contracts.js';
import { EvidenceFolder, type EvidenceFile, type EvidenceName } from './evidence-folder.js';
import type { CaptureRow, DetectionRow } from './models.js';
import { timeOrderedId } from './time-ordered-id.js';

/** What a capture becomes: rows and files, which refer to each other. */
export interface CaptureRecord {
  readonly capture: CaptureRow;
  readonly detections: readonly DetectionRow[];
  readonly files: readonly EvidenceFile[];
}

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
    },
    detections: detectionRows(id, capture),
    files: [
      { name: pictureName, bytes },
      ...capture.detections.map(({ crop }, position) => ({ name: cropName(position), bytes: crop })),
    ],
  };
}

function detectionRows(captureId: string, capture: NewCapture): readonly DetectionRow[] {
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
  }));
}

function cropName(position: number): EvidenceName {
  return `crop-${position + 1}.png`;
}

export function storedCapture({ capture, detections }: CaptureRecord): StoredCapture {
  return {
    id: capture.id,
    capturedAt: capture.capturedAt,
    receivedAt: capture.receivedAt,
    detections: detections.map(({ id, text, confidence, status, corners, box }) => ({
      id,
      text,
      confidence,
      status,
      corners,
      box,
    })),
  };
}
