/** Makes the readers that the settings name. */
import { READER_NAMES, type ReaderName } from './contracts.js';
import type { Reader } from './reader.js';
import { createNetworkReader } from './readers/network-reader.js';
import { createTesseractReader } from './readers/tesseract-reader.js';

const CREATE: Readonly<Record<ReaderName, () => Promise<Reader>>> = {
  network: () => Promise.resolve(createNetworkReader()),
  tesseract: createTesseractReader,
};

export async function createReaders(names: readonly ReaderName[]): Promise<Reader[]> {
  return Promise.all(READER_NAMES.filter((name) => names.includes(name)).map((name) => CREATE[name]()));
}
