import { CapturedInFutureError } from './errors.js';
import { readExifTime } from './exif-time.js';

/** How far a camera's clock may be ahead of this machine's, in milliseconds. */
export const CLOCK_SKEW_MS = 60_000;

/** Where the time of a capture was taken from. */
export type TimeSource = 'given' | 'exif' | 'arrival';

export interface CaptureTime {
  readonly capturedAt: Date;
  readonly source: TimeSource;
}

interface CaptureTimeOf {
  readonly picture: Uint8Array;
  /** What the sender says, if it says anything. */
  readonly given: Date | undefined;
  readonly receivedAt: Date;
  /** IANA name; of an EXIF time without an offset. */
  readonly timeZone: string;
}

/**
 * When a capture was taken: as its sender says, else as the picture says, else when it arrived.
 *
 * A given time in the future is a mistake that its sender can correct, and is refused. One in the picture is not worth
 * a lost toll: the capture then counts from its arrival. Before 1970 no camera took a picture: that is a clock
 * that lost its battery.
 * @throws {CapturedInFutureError} the time given lies ahead by more than the clocks may differ
 */
export function captureTime({ picture, given, receivedAt, timeZone }: CaptureTimeOf): CaptureTime {
  const latest = receivedAt.getTime() + CLOCK_SKEW_MS;
  if (given !== undefined) {
    if (given.getTime() <= latest) return { capturedAt: given, source: 'given' };
    throw new CapturedInFutureError(
      `Expected capturedAt up to now (with ${CLOCK_SKEW_MS / 1000} seconds for clocks that differ), ` +
        `got ${given.toISOString()} at ${receivedAt.toISOString()}`,
    );
  }
  const told = readExifTime(picture, timeZone);
  return told !== undefined && told.getTime() >= 0 && told.getTime() <= latest
    ? { capturedAt: told, source: 'exif' }
    : { capturedAt: receivedAt, source: 'arrival' };
}
