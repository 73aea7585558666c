import { GantryError } from '../errors.js';

/** As many connections listen to events as may. */
export class TooManyListenersError extends GantryError {
  readonly status = 503;
  readonly problem = 'too-many-listeners';
  override readonly retryAfterSeconds = 10;
}

/** Bounds the connections that stay open to listen, and ends them all when the service stops. */
export interface Listeners {
  readonly count: number;
  /**
   * Takes a place. `signal` aborts when the listener is to end; `leave` gives the place back.
   * @throws {TooManyListenersError} every place is taken, or `endAll` was called
   */
  enter(): { readonly signal: AbortSignal; readonly leave: () => void };
  endAll(): void;
}

export function createListeners(most: number): Listeners {
  const inside = new Set<AbortController>();
  let closed = false;
  return {
    get count() {
      return inside.size;
    },
    enter() {
      if (closed || inside.size >= most) {
        throw new TooManyListenersError(`Expected at most ${most} listeners, try again later`);
      }
      const controller = new AbortController();
      inside.add(controller);
      const leave = (): void => {
        inside.delete(controller);
        controller.abort();
      };
      return { signal: controller.signal, leave };
    },
    endAll() {
      closed = true;
      for (const controller of inside) controller.abort();
    },
  };
}
