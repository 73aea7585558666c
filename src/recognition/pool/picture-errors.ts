import { ImageTooLargeError, UnreadableImageError, type GantryError } from '../../errors.js';

/** The errors that are the picture's fault. An error loses its class on the way out of a child, so its name travels. */
const PICTURE_ERRORS = { UnreadableImageError, ImageTooLargeError } as const;

export type PictureErrorName = keyof typeof PICTURE_ERRORS;

/** The name under which `error` crosses the process boundary; none, if it is not the picture's fault. */
export function pictureErrorName(error: unknown): PictureErrorName | undefined {
  const names = Object.keys(PICTURE_ERRORS) as PictureErrorName[];
  return names.find((name) => error instanceof PICTURE_ERRORS[name]);
}

/** The error of that name, as the pipeline threw it. */
export function pictureError(name: PictureErrorName, message: string): GantryError {
  return new PICTURE_ERRORS[name](message);
}
