import type { Reading } from './contracts.js';
import type { Crop } from './rectify.js';

/** Reads the text of crops. Each kind of reader lives in a file of its own under `readers/`. */
export interface Reader {
  readonly name: string;
  /** One reading for each crop, in their order; an empty text where the crop shows none. */
  read(crops: readonly Crop[]): Promise<readonly Reading[]>;
  close(): Promise<void>;
}
