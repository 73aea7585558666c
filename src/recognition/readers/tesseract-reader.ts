/** Reads lines with Tesseract's document model, each as a single line, in several dresses that vote. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Page, type Worker } from 'tesseract.js';
import type { Reading } from '../contracts.js';
import { cv, MatScope } from '../opencv.js';
import type { Reader } from '../reader.js';
import type { TextLineCrop } from '../rectify.js';
import { preparePages, type ReadablePage } from './clean-crop.js';
import { PASSES, renderPage } from './passes.js';
import { textOf, vote, type Pass } from './vote.js';

/** The letters and digits of plates; the original left out 0, Q, W, X and Y. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The language data ships in an npm package, so nothing is fetched at run time. */
const LANGUAGE_DATA = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);

/** A plate is no word of a language: every dictionary is off. */
const WITHOUT_DICTIONARIES = {
  load_system_dawg: '0',
  load_freq_dawg: '0',
  load_number_dawg: '0',
  load_punc_dawg: '0',
  load_bigram_dawg: '0',
  load_unambig_dawg: '0',
};

/** When the first passes all read the same, and as much as the contours show, the others would, too. */
const ENOUGH_PASSES = 3;
/** When the first passes read next to nothing of a longer line, there is nothing to read. */
const HOPELESS_PASSES = 2;
const HOPELESS_SYMBOLS = 2;
/** Share of a symbol's width that must lie on a character for the symbol to be a reading of it. */
const MIN_ON_SLOT = 0.3;

/** Without a line of characters there is nothing to clean a page by. */
const NOTHING: Reading = { reader: 'tesseract', text: '', confidence: 0, candidates: [] };

export async function createTesseractReader(): Promise<Reader> {
  const worker = await createWorker(
    'eng',
    OEM.LSTM_ONLY,
    // An error reaches the caller by the promise, too; without a handler it is thrown uncaught as well.
    { langPath: LANGUAGE_DATA, gzip: true, cacheMethod: 'none', errorHandler: () => undefined },
    WITHOUT_DICTIONARIES,
  );
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    tessedit_char_whitelist: ALPHABET,
    tessedit_do_invert: '0',
    user_defined_dpi: '150',
  });
  return {
    name: 'tesseract',
    read: async (lines) => {
      const readings: Reading[] = [];
      for (const crop of lines) {
        const { line } = crop;
        readings.push(line ? await readLine(worker, { ...crop, line }) : NOTHING);
      }
      return readings;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

async function readLine(worker: Worker, crop: TextLineCrop): Promise<Reading> {
  using mats = new MatScope();
  const pages = preparePages(crop);
  mats.own(pages.whole.image);
  mats.own(pages.characters.image);
  const slots = crop.line.characters.length;
  const passes: Pass[] = [];
  for (const settings of PASSES) {
    passes.push(await readPass(worker, renderPage(crop, pages, settings), settings.weight));
    if (isSettled(passes, slots)) break;
  }
  const { candidates, agreement } = vote(passes, slots);
  return { reader: 'tesseract', text: candidates[0]?.text ?? '', confidence: agreement, candidates };
}

function isSettled(passes: readonly Pass[], slots: number): boolean {
  const texts = new Set(passes.map(textOf));
  const [text = ''] = texts;
  if (passes.length === ENOUGH_PASSES) return texts.size === 1 && text.length === slots;
  const hopeless = slots > HOPELESS_SYMBOLS && passes.length === HOPELESS_PASSES;
  return hopeless && [...texts].every(({ length }) => length <= HOPELESS_SYMBOLS);
}

/** Releases the page's image. */
async function readPass(worker: Worker, { image, spans }: ReadablePage, weight: number): Promise<Pass> {
  const png = cv.imencode('.png', image);
  image.release();
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  const symbols = symbolsOf(data).map(({ text, confidence, bbox }) => ({
    text,
    confidence: confidence / 100,
    slot: slotOf(bbox.x0, bbox.x1, spans),
  }));
  return { symbols, weight };
}

function symbolsOf(page: Page): { text: string; confidence: number; bbox: { x0: number; x1: number } }[] {
  return (page.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .flatMap((line) => line.words)
    .flatMap((word) => word.symbols)
    .filter((symbol) => ALPHABET.includes(symbol.text));
}

/** The character that shares most with a symbol from `left` to `right`, or -1. */
function slotOf(left: number, right: number, spans: readonly (readonly [number, number])[]): number {
  let slot = -1;
  let most = MIN_ON_SLOT * (right - left);
  spans.forEach(([from, to], index) => {
    const shared = Math.min(right, to) - Math.max(left, from);
    if (shared <= most) return;
    most = shared;
    slot = index;
  });
  return slot;
}
