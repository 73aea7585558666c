/** Reads lines with Tesseract and a model that learned plates; `training/tesseract/` made it. */
import { fileURLToPath } from 'node:url';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { Candidate, Reading } from '../contracts.js';
import { cv } from '../opencv.js';
import type { Reader } from '../reader.js';
import type { LineCrop } from '../rectify.js';
import { parseHocr } from './hocr.js';
import { PASSES, renderPage, type PassSettings } from './passes.js';
import { candidatesOf, vote } from './vote.js';

/** `plate.traineddata` lies here: nothing is fetched at run time. */
const MODELS = fileURLToPath(new URL('../../../../models', import.meta.url));

/** The model knows no words. */
const WITHOUT_DICTIONARIES = {
  load_system_dawg: '0',
  load_freq_dawg: '0',
  load_number_dawg: '0',
  load_punc_dawg: '0',
  load_bigram_dawg: '0',
  load_unambig_dawg: '0',
};

/** What was read this surely, or as little as this, is not looked at again. */
const SURE = 0.8;
const HOPELESS = 0.1;
const MIN_LENGTH = 3;

export async function createTesseractReader(): Promise<Reader> {
  const worker = await createWorker(
    'plate',
    OEM.LSTM_ONLY,
    // An error reaches the caller by the promise, too; without a handler it is thrown uncaught as well.
    { langPath: MODELS, gzip: false, cacheMethod: 'none', errorHandler: () => undefined },
    WITHOUT_DICTIONARIES,
  );
  await worker.setParameters({
    // The page as it is: what Tesseract takes for its line is not cut out once more.
    tessedit_pageseg_mode: PSM.RAW_LINE,
    tessedit_do_invert: '0',
    user_defined_dpi: '150',
    // Names the alternatives of each symbol, by their ratings as they are.
    lstm_choice_mode: '2',
    lstm_rating_coefficient: '1',
  });
  return {
    name: 'tesseract',
    read: async (lines) => {
      const readings: Reading[] = [];
      for (const crop of lines) readings.push(await readLine(worker, crop));
      return readings;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

async function readLine(worker: Worker, crop: LineCrop): Promise<Reading> {
  const passes: Candidate[][] = [];
  for (const settings of PASSES) {
    passes.push(await readPass(worker, crop, settings));
    if (isSettled(passes)) break;
  }
  const candidates = vote(passes);
  const [best] = candidates;
  return { reader: 'tesseract', text: best?.text ?? '', confidence: best?.confidence ?? 0, candidates };
}

function isSettled(passes: readonly (readonly Candidate[])[]): boolean {
  const best = passes.at(-1)?.[0];
  if (!best || best.text.length < MIN_LENGTH) return true;
  return best.confidence > SURE || best.confidence < HOPELESS;
}

async function readPass(worker: Worker, crop: LineCrop, settings: PassSettings): Promise<Candidate[]> {
  const page = renderPage(crop, settings);
  const png = cv.imencode('.png', page);
  page.release();
  const { data } = await worker.recognize(png, {}, { text: false, hocr: true });
  return candidatesOf(parseHocr(data.hocr ?? ''));
}
