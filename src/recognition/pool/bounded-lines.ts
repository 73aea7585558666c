const MAX_LINE_LENGTH = 1000;
const TAIL_LENGTH = 1000;

/**
 * Cuts what a child writes into lines and passes on about `maxLength` characters in all; after that only the tail
 * is kept. A child that floods its standard error costs neither memory nor log.
 */
export class BoundedLines {
  #rest = '';
  #tail = '';
  #left: number;

  constructor(
    maxLength: number,
    readonly emit: (line: string) => void,
  ) {
    this.#left = maxLength;
  }

  /** The last 1000 characters written, trimmed: the place to look for why the writer died. */
  get tail(): string {
    return this.#tail.trim();
  }

  write(text: string): void {
    this.#tail = (this.#tail + text).slice(-TAIL_LENGTH);
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    for (const line of lines) this.#pass(line);
  }

  /** The writer has ended: a last line needs no line feed. */
  end(): void {
    this.#pass(this.#rest);
    this.#rest = '';
  }

  #pass(line: string): void {
    const text = line.trim().slice(0, MAX_LINE_LENGTH);
    if (text === '' || this.#left <= 0) return;
    this.#left -= text.length;
    this.emit(text);
    if (this.#left <= 0) this.emit('(what this process writes from here on is dropped)');
  }
}
