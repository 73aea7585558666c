import type { Request, Response } from 'express';
import { GantryError } from '../errors.js';
import type { CaptureOutcome, Metrics } from '../metrics.js';
import type { RecordCapture, Upload } from '../record-capture.js';
import type { StoredCapture } from '../store/contracts.js';
import type { Admission } from './admission.js';
import { isForm, receiveImage } from './receive-image.js';
import { ImageMissingError } from './upload-errors.js';

export interface UploadParts {
  readonly recordCapture: RecordCapture;
  readonly uploads: Admission;
  readonly maxUploadBytes: number;
  readonly metrics: Pick<Metrics, 'upload'>;
}

/** What the sender says of its picture, from the other fields of the form. */
export type DescribeUpload = (fields: unknown) => Omit<Upload, 'bytes' | 'mediaType'>;

export type TakeUpload = (
  request: Request,
  response: Response,
  describe?: DescribeUpload,
) => Promise<StoredCapture>;

/**
 * Makes the way of a picture from its request to the store, which both upload routes go: they differ in what they
 * ask for beside the picture, and in how they answer.
 */
export function createTakeUpload({
  recordCapture,
  uploads,
  maxUploadBytes,
  metrics,
}: UploadParts): TakeUpload {
  const take: TakeUpload = async (request, response, describe) => {
    if (!isForm(request)) throw new ImageMissingError();
    const leave = uploads.enter();
    try {
      const { image, fields } = await receiveImage(request, response, maxUploadBytes);
      return await recordCapture({ ...image, ...describe?.(fields) });
    } finally {
      leave();
    }
  };
  return async (...upload) => {
    try {
      const capture = await take(...upload);
      metrics.upload(outcomeOf(capture));
      return capture;
    } catch (error) {
      metrics.upload(`problem:${error instanceof GantryError ? error.problem : 'internal'}`);
      throw error;
    }
  };
}

function outcomeOf({ detections }: StoredCapture): CaptureOutcome {
  if (detections.length === 0) return 'no-plate';
  return detections.some(({ status }) => status === 'accepted') ? 'accepted' : 'review';
}
