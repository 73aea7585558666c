/**
 * Errors that a caller can do something about. Each owns the HTTP status it is answered with, and the name by which
 * programs tell it from others (`type` of RFC 9457, without its prefix; it never changes), so that no route has to
 * know them; `message` is written for the caller and safe to send. Any other error is a fault of ours: it is
 * answered with 500 and a fixed text, and its own text stays in the log.
 */
export abstract class GantryError extends Error {
  abstract readonly status: number;
  abstract readonly problem: string;
  /** Seconds after which the same request may succeed; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The request itself is wrong: a missing part, a value of the wrong form. */
export class BadRequestError extends GantryError {
  readonly status = 400;
  readonly problem: string = 'invalid-request';
}

/** The bytes are no complete picture in a format that is accepted. */
export class UnreadableImageError extends GantryError {
  readonly status = 400;
  readonly problem = 'unreadable-image';
}

/** The request names no key, or none that is known and not revoked. */
export class UnauthenticatedError extends GantryError {
  readonly status = 401;
  readonly problem = 'unauthenticated';
}

/** The key is good, but not for this. */
export class ForbiddenError extends GantryError {
  readonly status = 403;
  readonly problem = 'forbidden';
}

/** There is nothing at this address. */
export class NotFoundError extends GantryError {
  readonly status = 404;
  readonly problem = 'not-found';
}

/** What the request would make contradicts what is there. */
export class ConflictError extends GantryError {
  readonly status = 409;
  readonly problem = 'conflict';
}

/** The upload has more bytes or more pixels than the service takes. */
export class ImageTooLargeError extends GantryError {
  readonly status = 413;
  readonly problem = 'image-too-large';
}

/** The idempotency key was used before, for something else. */
export class IdempotencyKeyReusedError extends GantryError {
  readonly status = 422;
  readonly problem = 'idempotency-key-reused';
}

/** A capture names a camera that is not there. */
export class UnknownCameraError extends GantryError {
  readonly status = 422;
  readonly problem = 'unknown-camera';
}

/** A capture claims to be from the future. */
export class CapturedInFutureError extends GantryError {
  readonly status = 422;
  readonly problem = 'captured-in-future';
}

/** As many pictures wait as the service is set to hold. */
export class RecognizerBusyError extends GantryError {
  readonly status = 503;
  readonly problem = 'queue-full';
  override readonly retryAfterSeconds = 1;

  constructor(readonly limit: number) {
    super(`The recognition queue is full (${limit} pictures waiting), try again later`);
  }
}

/** The service is stopping and takes no more pictures. */
export class StoppingError extends GantryError {
  readonly status = 503;
  readonly problem = 'stopping';
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('The service is stopping, try again later');
  }
}

/** A picture brought down, or outlasted, the recognizer more than once. */
export class RecognizerFailedError extends GantryError {
  readonly status = 500;
  readonly problem = 'recognizer-failed';
}
