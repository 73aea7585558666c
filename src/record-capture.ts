import type { Plate, Recognizer } from './recognition/contracts.js';
import type { CaptureStore, MediaType, NewDetection, StoredCapture } from './store/contracts.js';

/** A picture as it arrived: a complete JPG or PNG file. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
}

export interface RecordCaptureParts {
  readonly recognizer: Recognizer;
  readonly captures: CaptureStore;
  readonly now: () => Date;
}

export type RecordCapture = (upload: Upload) => Promise<StoredCapture>;

/**
 * Makes the function that takes a picture from its arrival to the store. A picture without a plate is stored, too:
 * that a toll was missed can only be seen in it. The promise resolves when everything is durable and rejects, with
 * nothing stored, with what the recognizer or the store throws.
 */
export function createRecordCapture({ recognizer, captures, now }: RecordCaptureParts): RecordCapture {
  return async ({ bytes, mediaType }) => {
    // Taken before the recognition: the picture may wait in a queue.
    const receivedAt = now();
    const { image, plates, engineVersion, timings } = await recognizer.recognize(bytes);
    return captures.save({
      capturedAt: receivedAt,
      receivedAt,
      cameraId: null,
      image: { bytes, mediaType, width: image.width, height: image.height },
      engineVersion,
      timings,
      detections: plates.map(newDetection),
    });
  };
}

function newDetection(plate: Plate): NewDetection {
  const { text, confidence, status, country, corners, box, candidates, readings, crop } = plate;
  return { text, confidence, status, country, corners, box, candidates, readings, crop };
}
