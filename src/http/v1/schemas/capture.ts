import { z } from 'zod';
import type { StoredCapture } from '../../../store/contracts.js';
import { CameraId } from './camera.js';
import { AskedInstant, Id, Instant } from './common.js';
import { Box, Plate, plateBody } from './plate.js';

const Stage = z.enum(['decode', 'localize', 'rectify', 'read', 'decide']);
const milliseconds = z.number().meta({ description: 'Milliseconds.' });

export const Capture = z
  .object({
    id: Id,
    cameraId: CameraId.nullable(),
    capturedAt: Instant,
    receivedAt: Instant,
    image: z.object({
      width: z.int().meta({ description: 'Pixels, upright.' }),
      height: z.int(),
      sha256: z.string().meta({ description: 'Of the file, in hexadecimal.' }),
    }),
    plates: z.array(Plate).meta({ description: 'Largest first. Empty: no plate was read.' }),
    rejections: z
      .array(z.object({ stage: Stage, reason: z.string(), box: Box }))
      .meta({ description: 'Where a plate might have been, and why none was read there.' }),
    timings: z.object({
      decode: milliseconds,
      localize: milliseconds,
      rectify: milliseconds,
      read: milliseconds,
      decide: milliseconds,
      total: milliseconds,
    }),
  })
  .meta({ id: 'Capture', description: 'One picture and what was read in it.' });

/** What may stand beside the picture in a form. */
export const CaptureForm = z.strictObject({
  cameraId: CameraId.optional(),
  capturedAt: AskedInstant.optional().meta({
    description:
      "When the picture was taken. Absent: as the picture's EXIF data says (in the zone of the service if it has no " +
      'offset), else when it arrived.',
  }),
});

export function captureBody(capture: StoredCapture): z.input<typeof Capture> {
  const { id, cameraId, capturedAt, receivedAt, image, detections, rejections, timings } = capture;
  const { decode, localize, rectify, read, decide, total } = timings;
  return {
    id,
    cameraId,
    capturedAt: capturedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    image: { width: image.width, height: image.height, sha256: image.sha256 },
    plates: detections.map(plateBody),
    rejections: [...rejections],
    timings: { decode, localize, rectify, read, decide, total },
  };
}
