import type { Request } from 'express';
import { MulterError } from 'multer';
import { BadRequestError, GantryError, ImageTooLargeError } from '../errors.js';

/** No file came at all. */
export class ImageMissingError extends BadRequestError {
  constructor() {
    super('Image file is missing');
  }
}

/** A file came, but under another name. */
export class WrongFieldNameError extends BadRequestError {
  constructor() {
    super("Attribute name of image should be named 'image'");
  }
}

/** The sender closed the connection before its upload was complete; nobody reads the answer. */
export class SenderGoneError extends GantryError {
  /** As nginx logs it; never sent. */
  readonly status = 499;
  readonly problem = 'sender-gone';
}

interface Upload {
  readonly request: Request;
  readonly maxUploadBytes: number;
  /** A file had begun when the error came. */
  readonly anyFile: boolean;
}

/** Turns what multer, or the parser below it, says of a form into what its sender is told. */
export function uploadError(error: unknown, upload: Upload): GantryError {
  if (error instanceof MulterError) return limitError(error, upload);
  if (upload.request.destroyed && !upload.request.complete) {
    return new SenderGoneError('The connection closed within the upload');
  }
  // Without so much as the head of a file in it, the body is no form with a picture, cut off or not.
  if (!upload.anyFile) return new ImageMissingError();
  return new BadRequestError('Expected a complete multipart body, got one that is cut off or malformed');
}

function limitError(error: MulterError, { maxUploadBytes, anyFile }: Upload): GantryError {
  if (error.code === 'LIMIT_FILE_SIZE') {
    return new ImageTooLargeError(
      `Image file is larger than the limit of ${maxUploadBytes} bytes (MAX_UPLOAD_BYTES)`,
    );
  }
  if (error.code === 'MISSING_FIELD_NAME') return new WrongFieldNameError();
  // A picture sent as text: too long for a text, and no file.
  if (error.code === 'LIMIT_FIELD_VALUE' && error.field === 'image' && !anyFile)
    return new ImageMissingError();
  return new BadRequestError(`Expected a form with an image file and little else: ${error.message}`);
}
