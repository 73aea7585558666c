/** The dresses in which Tesseract sees a line: as its model learned them, dark on light and of one height. */
import type { LineCrop } from '../rectify.js';
import { cv, MatScope, type Mat } from '../opencv.js';

export interface PassSettings {
  /** Width of the page, as a multiple of what keeps the shape of the crop. */
  readonly stretch: number;
}

/**
 * The second one is only taken where the first leaves doubts: the narrow letters of some plates come apart when
 * they are drawn wider.
 */
export const PASSES: readonly [PassSettings, ...PassSettings[]] = [{ stretch: 1 }, { stretch: 1.2 }];

/** Input of the model in pixels; see `training/tesseract`. */
const HEIGHT = 36;
const MIN_WIDTH = 24;
const MAX_WIDTH = 12 * HEIGHT;
/** A darker middle than this share shows light characters: ink covers less than the ground does. */
const MAX_INK = 0.56;

/** The receiver releases the page. */
export function renderPage({ grey, line }: LineCrop, { stretch }: PassSettings): Mat {
  const width = Math.round(((grey.cols * HEIGHT) / grey.rows) * stretch);
  const page = grey.resize(HEIGHT, Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)), 0, 0, cv.INTER_AREA);
  if (line ? line.polarity === 'dark' : !isLightOnDark(page)) return page;
  using mats = new MatScope();
  return mats.own(page).bitwiseNot();
}

/** Looks at the middle of the page: the upper and lower quarter and the ends may show what is around the plate. */
function isLightOnDark(page: Mat): boolean {
  using mats = new MatScope();
  const beside = page.cols >> 3;
  const middle = new cv.Rect(beside, HEIGHT / 4, page.cols - 2 * beside, HEIGHT / 2);
  const region = mats.own(page.getRegion(middle));
  const bright = mats.own(region.threshold(0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU)).countNonZero();
  return 1 - bright / (region.rows * region.cols) > MAX_INK;
}
