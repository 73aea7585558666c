import type { Reading } from './contracts.js';
import type { LineCrop } from './rectify.js';

/** Reads the text of single lines. Each kind of reader lives in a file of its own under `readers/`. */
export interface Reader {
  readonly name: string;
  /** One reading for each line, in their order; an empty text where it shows none. */
  read(lines: readonly LineCrop[]): Promise<readonly Reading[]>;
  close(): Promise<void>;
}
