/**
 * Errors that a caller can do something about. Each owns the HTTP status it is answered with, so that no
 * route has to know them; `message` is written for the caller and safe to send. Any other error is a fault
 * of ours: it is answered with 500 and a fixed text, and its own text stays in the log.
 */
export abstract class GantryError extends Error {
  abstract readonly status: number;
  /** Seconds after which the same request may succeed; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The request itself is wrong: a missing part, a value of the wrong form. */
export class BadRequestError extends GantryError {
  readonly status = 400;
}

/** The bytes are no complete picture in a format that is accepted. */
export class UnreadableImageError extends GantryError {
  readonly status = 400;
}

/** The upload has more bytes or more pixels than the service takes. */
export class ImageTooLargeError extends GantryError {
  readonly status = 413;
}

/** As many pictures wait as the service is set to hold. */
export class RecognizerBusyError extends GantryError {
  readonly status = 503;
  override readonly retryAfterSeconds = 1;

  constructor(readonly limit: number) {
    super(`The recognition queue is full (${limit} pictures waiting), try again later`);
  }
}

/** The service is stopping and takes no more pictures. */
export class StoppingError extends GantryError {
  readonly status = 503;
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('The service is stopping, try again later');
  }
}

/** A picture brought down, or outlasted, the recognizer more than once. */
export class RecognizerFailedError extends GantryError {
  readonly status = 500;
}

/** There is nothing at this address. */
export class NotFoundError extends GantryError {
  readonly status = 404;
}
