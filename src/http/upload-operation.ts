import type { StoredCapture, StoredDetection } from '../store/contracts.js';
import { z } from 'zod';
import { operation, type Operation } from './operation.js';
import { plateArea } from './plate-area.js';
import type { TakeUpload } from './take-upload.js';

const Answer = z
  .object({
    message: z.string().meta({ example: 'License plate ZG1234AB found' }),
    status: z
      .union([z.literal(200), z.literal(404)])
      .meta({ description: '200: a plate was read; 404: none.' }),
  })
  .meta({ id: 'UploadAnswer' });

/** `POST /upload-camera-image`. */
export function uploadOperation(takeUpload: TakeUpload): Operation {
  return operation({
    id: 'uploadCameraImage',
    method: 'POST',
    path: '/upload-camera-image',
    permission: 'upload',
    errors: 'message',
    tag: 'Original interface',
    summary: 'Read the plates of a picture, in short',
    description:
      'With several plates every one is stored, and the message names the largest of the accepted ones.',
    schemas: { form: z.object({}) },
    answers: {
      200: {
        description: 'The picture was read, with or without a plate.',
        content: { 'application/json': Answer },
      },
    },
    failures: [400, 413, 500, 503],
    async handle({ request, response }) {
      response.json(describe(await takeUpload(request, response)));
    },
  });
}

/** The `status` in the body tells a plate from none; the HTTP status is 200 in both cases. */
function describe({ detections }: StoredCapture): z.input<typeof Answer> {
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
