import { Router, type Request, type Response } from 'express';
import type { RecordCapture } from '../record-capture.js';
import type { StoredCapture, StoredDetection } from '../store/contracts.js';
import type { Admission } from './admission.js';
import { allowOnly } from './allow-only.js';
import { nameRoute } from './request-log.js';
import { plateArea } from './plate-area.js';
import { isForm, receiveImage } from './receive-image.js';
import { ImageMissingError } from './upload-errors.js';

const PATH = '/upload-camera-image';

export interface UploadParts {
  readonly recordCapture: RecordCapture;
  readonly uploads: Admission;
  readonly maxUploadBytes: number;
}

/** `POST /upload-camera-image`. */
export function createUploadRoute({ recordCapture, uploads, maxUploadBytes }: UploadParts): Router {
  const router = Router();
  router.all(PATH, nameRoute(PATH));
  router.post(PATH, async (request: Request, response: Response) => {
    if (!isForm(request)) throw new ImageMissingError();
    const leave = uploads.enter();
    try {
      const image = await receiveImage(request, response, maxUploadBytes);
      response.json(describe(await recordCapture(image)));
    } finally {
      leave();
    }
  });
  router.all(PATH, allowOnly('POST'));
  return router;
}

/** The `status` in the body tells a plate from none; the HTTP status is 200 in both cases. */
function describe({ detections }: StoredCapture): { message: string; status: number } {
  const detection = mainDetection(detections);
  return detection === undefined
    ? { message: 'No license plate found', status: 404 }
    : { message: `License plate ${detection.text} found`, status: 200 };
}

/** The one with the largest plate area among those accepted, or among all if none is. */
function mainDetection(detections: readonly StoredDetection[]): StoredDetection | undefined {
  const accepted = detections.filter(({ status }) => status === 'accepted');
  const eligible = accepted.length > 0 ? accepted : detections;
  return eligible.reduce<StoredDetection | undefined>(
    (largest, next) =>
      largest === undefined || plateArea(next.corners) > plateArea(largest.corners) ? next : largest,
    undefined,
  );
}
