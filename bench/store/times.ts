/** Milliseconds that pieces of work took. */
export class Times {
  readonly #taken: number[] = [];

  async time<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.#taken.push(performance.now() - start);
    return result;
  }

  /** For instance `p50 1.2 ms  p99 3.4 ms`. */
  toString(): string {
    this.#taken.sort((a, b) => a - b);
    const at = (share: number) =>
      (this.#taken[Math.floor(share * (this.#taken.length - 1))] ?? NaN).toFixed(1);
    return `p50 ${at(0.5).padStart(6)} ms   p99 ${at(0.99).padStart(6)} ms`;
  }
}
