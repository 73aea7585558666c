import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const MEDIA = fileURLToPath(new URL('../../../media/', import.meta.url));

/** One of the sample pictures in `media/`. */
export interface Sample {
  readonly file: string;
  /** Every plate in it, A–Z and 0–9; none for a picture without a plate. */
  readonly plates: readonly string[];
}

export function readSamples(): readonly Sample[] {
  const [, ...rows] = readFileSync(join(MEDIA, 'labels.csv'), 'utf8').trim().split(/\r?\n/);
  const samples = new Map<string, string[]>();
  for (const row of rows) {
    const [file = '', plate = ''] = row.split(',');
    const plates = samples.get(file) ?? [];
    samples.set(file, plate === '-' || plate === '' ? plates : [...plates, plate.replace(/[^A-Z0-9]/g, '')]);
  }
  return [...samples].map(([file, plates]) => ({ file, plates }));
}

export function readPicture({ file }: Pick<Sample, 'file'>): Buffer<ArrayBuffer> {
  return readFileSync(join(MEDIA, 'images', file));
}

/** A PNG file of one grey, by its header as large as said; the pixels are there only if `whole`. */
export function greyPng({ width, height, whole }: { width: number; height: number; whole: boolean }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc(whole ? (width + 1) * height : 16);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
