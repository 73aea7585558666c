import { createHash } from 'node:crypto';
import { captureTime } from './capture-time.js';
import { UnknownCameraError } from './errors.js';
import type { Metrics } from './metrics.js';
import type { Plate, Recognizer } from './recognition/contracts.js';
import type {
  CameraStore,
  CaptureStore,
  Idempotency,
  MediaType,
  NewDetection,
  StoredCapture,
} from './store/contracts.js';

/** A picture as it arrived, and what its sender says of it. */
export interface Upload {
  /** A complete JPG or PNG file. */
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  readonly cameraId?: string;
  readonly capturedAt?: Date;
  /** The same again is the same capture. `client`: whose key it is. */
  readonly idempotency?: { readonly client: string; readonly key: string };
}

export interface RecordCaptureParts {
  readonly recognizer: Recognizer;
  readonly captures: Pick<CaptureStore, 'save' | 'replay'>;
  readonly cameras: Pick<CameraStore, 'get'>;
  readonly now: () => Date;
  /** IANA name; of the times in pictures that have no offset. */
  readonly timeZone: string;
  readonly metrics: Pick<Metrics, 'recognition' | 'around' | 'stored'>;
}

export type RecordCapture = (upload: Upload) => Promise<StoredCapture>;

/**
 * Makes the function that takes a picture from its arrival to the store, for every interface that takes pictures. A
 * picture without a plate is stored, too: that a toll was missed can only be seen in it. The promise resolves when
 * everything is durable and rejects, with nothing stored, with what the recognizer or the store throws.
 * @throws {CapturedInFutureError} the sender's time lies ahead
 * @throws {UnknownCameraError} there is no such camera
 * @throws {IdempotencyKeyReusedError} the key was used for another upload
 */
export function createRecordCapture(parts: RecordCaptureParts): RecordCapture {
  const { recognizer, captures, cameras, now, timeZone, metrics } = parts;
  return async (upload) => {
    // Taken before the recognition: the picture may wait in a queue.
    const receivedAt = now();
    const { bytes, mediaType, cameraId = null } = upload;
    const idempotency = idempotencyOf(upload);
    // Before everything that may have changed since: the same request gets the same answer.
    const earlier = idempotency === null ? null : await captures.replay(idempotency);
    if (earlier !== null) return earlier;
    const { capturedAt, source } = captureTime({
      picture: bytes,
      given: upload.capturedAt,
      receivedAt,
      timeZone,
    });
    // The store knows, too; asked now since a recognition is dear.
    if (cameraId !== null && (await cameras.get(cameraId)) === null) {
      throw new UnknownCameraError(`Expected the id of a camera, got '${cameraId}'`);
    }
    const asked = performance.now();
    const { image, plates, rejections, engineVersion, timings } = await recognizer.recognize(bytes);
    const recognized = performance.now();
    metrics.recognition(timings);
    // What it took beyond the work itself.
    metrics.around('wait', Math.max(0, recognized - asked - timings.total));
    const capture = await captures.save({
      capturedAt,
      receivedAt,
      cameraId,
      image: { bytes, mediaType, width: image.width, height: image.height },
      engineVersion,
      timings,
      detections: plates.map(newDetection),
      rejections,
      idempotency,
    });
    metrics.around('store', performance.now() - recognized);
    metrics.stored({ statuses: capture.detections.map(({ status }) => status), timeSource: source });
    return capture;
  };
}

/** The fingerprint covers everything that the sender decides about. */
function idempotencyOf({ bytes, cameraId, capturedAt, idempotency }: Upload): Idempotency | null {
  if (idempotency === undefined) return null;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([cameraId ?? null, capturedAt?.toISOString() ?? null]))
    .update(bytes)
    .digest('hex');
  return { ...idempotency, fingerprint };
}

function newDetection(plate: Plate): NewDetection {
  const { text, confidence, status, country, corners, box, candidates, readings, crop } = plate;
  return { text, confidence, status, country, corners, box, candidates, readings, crop };
}
