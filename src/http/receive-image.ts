import type { Request, Response } from 'express';
import multer from 'multer';
import { BadRequestError, UnreadableImageError } from '../errors.js';
import type { Upload } from '../record-capture.js';
import { mediaTypeOf } from './media-type.js';
import { ImageMissingError, uploadError, WrongFieldNameError } from './upload-errors.js';

const FIELD = 'image';
const ALLOWED_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/jpg', 'image/png']);

/** Beside the picture there are a few short texts; the rest of a form is read past, within these bounds. */
const FORM_LIMITS = {
  files: 8,
  fields: 32,
  parts: 40,
  fieldNameSize: 256,
  fieldSize: 64 * 1024,
  fieldNestingDepth: 8,
  fieldArrayIndexLimit: 64,
  headerPairs: 32,
} as const;

/** What came under the name of the picture and under others; parts without a file are not counted. */
interface Seen {
  images: number;
  others: number;
  /** Media type of the first picture, as declared. */
  declared: string;
}

export interface ReceivedForm {
  readonly image: Pick<Upload, 'bytes' | 'mediaType'>;
  /** The parts without a file, by name; a name that comes twice has a list. */
  readonly fields: unknown;
}

/** Whether the request holds a form that may have files. Reads no body. */
export function isForm(request: Request): boolean {
  const boundary = /;\s*boundary="?[^";\s]/i;
  return Boolean(request.is('multipart/form-data')) && boundary.test(request.headers['content-type'] ?? '');
}

/**
 * Reads the form and takes the picture out of it. The complaints go from the outside in: no file, a wrong field
 * name, a wrong media type, then the bytes themselves. A file under another name beside the picture is ignored.
 * Two pictures in one request are refused: the answer has room for one, and to drop the other would be a missed
 * toll.
 * @throws {GantryError} as `http-api.md` lists them, or the sender left
 */
export async function receiveImage(
  request: Request,
  response: Response,
  maxUploadBytes: number,
): Promise<ReceivedForm> {
  const seen: Seen = { images: 0, others: 0, declared: '' };
  const files = await readForm(request, response, seen, maxUploadBytes);
  if (seen.images + seen.others === 0) throw new ImageMissingError();
  if (seen.images === 0) throw new WrongFieldNameError();
  if (seen.images > 1) throw new BadRequestError(`Expected one file named '${FIELD}', got ${seen.images}`);
  if (!ALLOWED_TYPES.has(seen.declared)) {
    throw new BadRequestError('Allowed image files are in PNG or JPG format');
  }
  const bytes = files[0]?.buffer;
  if (bytes === undefined || bytes.length === 0) throw new UnreadableImageError('Image file is empty');
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) {
    throw new UnreadableImageError(`Image file is declared as ${seen.declared} but is neither PNG nor JPG`);
  }
  return { image: { bytes, mediaType }, fields: request.body };
}

/** Keeps the bytes of the first picture of an allowed type; those of any other file are dropped as they come. */
function readForm(
  request: Request,
  response: Response,
  seen: Seen,
  maxUploadBytes: number,
): Promise<readonly Express.Multer.File[]> {
  const form = multer({
    storage: multer.memoryStorage(),
    limits: { ...FORM_LIMITS, fileSize: maxUploadBytes },
    fileFilter: (_request, file, keep) => {
      if (file.fieldname !== FIELD) seen.others += 1;
      else if (++seen.images === 1) seen.declared = file.mimetype.toLowerCase();
      keep(null, file.fieldname === FIELD && seen.images === 1 && ALLOWED_TYPES.has(seen.declared));
    },
  }).any();
  return new Promise((resolve, reject) => {
    form(request, response, (error: unknown) => {
      if (error === undefined) resolve(Array.isArray(request.files) ? request.files : []);
      else reject(uploadError(error, { request, maxUploadBytes, anyFile: seen.images + seen.others > 0 }));
    });
  });
}
