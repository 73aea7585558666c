const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

/** So many failed attempts in a row mean that no child can be started for now. */
const HOPELESS = 3;

/** Milliseconds to wait after so many attempts in a row have failed (1 or more): 250, 500, 1000, … up to 30,000. */
export function restartDelayMs(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), MAX_DELAY_MS);
}

/** How starting children has gone of late, and when to try again. */
export class StartAttempts {
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param retry called when the wait after a failure is over */
  constructor(readonly retry: () => void) {}

  /** Failed attempts in a row. */
  get failures(): number {
    return this.#failures;
  }

  get hopeless(): boolean {
    return this.#failures >= HOPELESS;
  }

  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  /** @returns milliseconds until the next attempt */
  failed(): number {
    // Children that were started together and fail together are one failed attempt.
    if (this.waiting) return restartDelayMs(this.#failures);
    this.#failures += 1;
    const delayMs = restartDelayMs(this.#failures);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.retry();
    }, delayMs);
    return delayMs;
  }

  succeeded(): void {
    this.#failures = 0;
    this.stop();
  }

  /** The retry that is waited for does not come. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
