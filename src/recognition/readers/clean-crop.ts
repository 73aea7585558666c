/** Makes of a crop what a document reader expects: dark characters on white paper and nothing else. */
import type { TextLineCrop } from '../rectify.js';
import { cv, MatScope, type Mat } from '../opencv.js';

/** Paper around the text in pixels: Tesseract reads poorly at the border. */
const PAPER = 12;
const WHITE = 255;
/** Pixels kept around each character: the soft edge of its strokes. */
const HALO = 2;
/** Widest gap that is left between characters, in pixels; a wider one reads as the end of a word. */
const MAX_GAP = 14;

/** Dark characters on light ground, stretched so that strokes are black and the ground is white. */
function stretched(crop: TextLineCrop): Mat {
  using mats = new MatScope();
  const page = crop.line.polarity === 'dark' ? crop.grey : mats.own(crop.grey.bitwiseNot());
  const { ink, ground } = levels(page, crop);
  const gain = WHITE / Math.max(12, ground - ink);
  return page.convertTo(cv.CV_8U, gain, -gain * ink);
}

/** A page to read and where on it each of the crop's characters stands. */
export interface ReadablePage {
  readonly image: Mat;
  /** Left and right end of each character of the crop's line, in pixels of the page. */
  readonly spans: readonly (readonly [left: number, right: number])[];
}

/** The pages that all passes over a crop are made from. */
export interface CropPages {
  /** Dark on light and stretched, nothing taken away. */
  readonly whole: ReadablePage;
  /** The same with nothing left but the characters, drawn together. */
  readonly characters: ReadablePage;
}

/** The receiver releases both images. */
export function preparePages(crop: TextLineCrop): CropPages {
  const image = stretched(crop);
  const spans = crop.line.characters.map(({ x, width }) => [x, x + width] as const);
  return { whole: { image, spans }, characters: cleaned(image, crop) };
}

function cleaned(page: Mat, crop: TextLineCrop): ReadablePage {
  using mats = new MatScope();
  const boxes = crop.line.characters.map((blob) => {
    const left = Math.max(0, blob.x - HALO);
    const top = Math.max(0, blob.y - HALO);
    const right = Math.min(page.cols, blob.x + blob.width + HALO);
    const bottom = Math.min(page.rows, blob.y + blob.height + HALO);
    return { left, top, width: right - left, height: bottom - top };
  });
  const positions: number[] = [];
  let at = PAPER;
  boxes.forEach((box, index) => {
    const before = boxes[index - 1];
    if (before) at += Math.min(MAX_GAP, Math.max(0, box.left - before.left - before.width)) + before.width;
    positions.push(at);
  });
  const last = boxes.at(-1);
  const width = at + (last?.width ?? 0) + PAPER;
  const paper = new cv.Mat(page.rows + 2 * PAPER, width, cv.CV_8UC1, WHITE);
  boxes.forEach((box, index) => {
    const from = mats.own(page.getRegion(new cv.Rect(box.left, box.top, box.width, box.height)));
    const to = mats.own(
      paper.getRegion(new cv.Rect(positions[index] ?? 0, box.top + PAPER, box.width, box.height)),
    );
    // It returns another handle on the same pixels.
    mats.own(from.copyTo(to));
  });
  const spans = boxes.map(({ width: own }, index) => {
    const left = positions[index] ?? 0;
    return [left, left + own] as const;
  });
  return { image: paper, spans };
}

/** Grey levels of the strokes and of the ground between them, from the characters' boxes. */
function levels(page: Mat, crop: TextLineCrop): { ink: number; ground: number } {
  const histogram = new Uint32Array(256);
  const data = page.getData();
  for (const { x, y, width, height } of crop.line.characters) {
    for (let row = y; row < y + height; row += 2) {
      for (let col = x; col < x + width; col += 1) {
        const level = data[row * page.cols + col];
        if (level !== undefined) histogram[level] = (histogram[level] ?? 0) + 1;
      }
    }
  }
  return { ink: quantile(histogram, 0.12), ground: quantile(histogram, 0.8) };
}

function quantile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let level = 0; level < histogram.length; level++) {
    seen += histogram[level] ?? 0;
    if (seen >= share * total) return level;
  }
  return histogram.length - 1;
}
