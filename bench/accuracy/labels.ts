/** Labelled folders: `labels.csv` (file,plate,x,y,w,h) beside `images/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../../src/recognition/contracts.js';
import { folded } from '../../src/recognition/decide/spelling.js';

export interface LabelledPlate {
  /** A–Z and 0–9; empty where the picture shows a plate whose text nobody could tell. */
  readonly text: string;
  /** Pixels of the picture; null where nobody has drawn it. */
  readonly box: Box | null;
}

export interface LabelledImage {
  readonly file: string;
  /** Empty: the picture shows no plate. */
  readonly plates: readonly LabelledPlate[];
}

/** @throws {Error} naming file and line where a row is not of that form */
export function readLabels(folder: string): LabelledImage[] {
  const path = join(folder, 'labels.csv');
  const [header, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  if (header !== 'file,plate,x,y,w,h') {
    throw new Error(`${path}: expected the header file,plate,x,y,w,h, found ${header ?? 'nothing'}`);
  }
  const images = new Map<string, LabelledPlate[]>();
  rows.forEach((row, index) => {
    const [file, plate, ...sides] = row.split(',');
    if (!file || plate === undefined || sides.length !== 4) {
      throw new Error(`${path}: line ${index + 2}: expected 6 fields, found ${row}`);
    }
    const plates = images.get(file) ?? [];
    images.set(file, plates);
    if (plate !== '-') plates.push({ text: plainText(plate), box: toBox(sides) });
  });
  return [...images].map(([file, plates]) => ({ file, plates }));
}

function toBox(sides: readonly string[]): Box | null {
  if (sides.some((side) => side === '')) return null;
  const [x = NaN, y = NaN, width = NaN, height = NaN] = sides.map(Number);
  return { x, y, width, height };
}

function plainText(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Labels do not tell O from 0 and I from 1 either. */
export function foldedText(text: string): string {
  return folded(plainText(text));
}
