import { RecognizerBusyError, StoppingError } from '../errors.js';

/**
 * Bounds the uploads that the service holds in memory at once. A place is taken before the first byte of a body
 * is read and given back when the upload is answered or its sender is gone.
 */
export interface Admission {
  /** How many are inside. */
  readonly count: number;
  /**
   * Takes a place; the function returned gives it back.
   * @throws {RecognizerBusyError} every place is taken
   * @throws {StoppingError} `close` was called
   */
  enter(): () => void;
  /** Takes no more; what is inside goes on. */
  close(): void;
}

export function createAdmission(places: number): Admission {
  let taken = 0;
  let closed = false;
  return {
    get count() {
      return taken;
    },
    enter() {
      if (closed) throw new StoppingError();
      if (taken >= places) throw new RecognizerBusyError(places);
      taken += 1;
      let inside = true;
      return () => {
        if (inside) taken -= 1;
        inside = false;
      };
    },
    close() {
      closed = true;
    },
  };
}
