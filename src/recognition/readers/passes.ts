/** The dresses in which Tesseract sees the characters of a crop. */
import type { TextLineCrop } from '../rectify.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import type { CropPages, ReadablePage } from './clean-crop.js';

export interface PassSettings {
  /** `characters`: nothing but the characters; `whole`: the crop as it is, so that a missed character counts, too. */
  readonly show: 'characters' | 'whole';
  readonly weight: number;
  /**
   * Width over height that the median character is drawn with. Plates squeeze their letters; the document model
   * has learned those of books.
   */
  readonly aspect: number;
  /** Size relative to that of the crop. */
  readonly scale: number;
  /** Pixels that strokes are thickened by. */
  readonly bold: number;
}

/**
 * Chosen on the development photographs: of the dresses tried (aspects 0.5 to 0.95, thinner, bolder, blurred,
 * binary, smaller, larger) this set votes best, and each alone reads between 50 and 80 % of them. In the order
 * of how often the vote ends early when the first ones agree.
 */
export const PASSES: readonly [PassSettings, ...PassSettings[]] = [
  { show: 'characters', weight: 1, aspect: 0.75, scale: 1, bold: 0 },
  { show: 'whole', weight: 0.75, aspect: 0, scale: 1, bold: 0 },
  { show: 'characters', weight: 1, aspect: 0.6, scale: 0.7, bold: 0 },
  { show: 'characters', weight: 1, aspect: 0.75, scale: 1, bold: 3 },
  { show: 'characters', weight: 1, aspect: 0.65, scale: 1, bold: 0 },
  { show: 'characters', weight: 1, aspect: 0.75, scale: 0.7, bold: 0 },
];

/** How far a page may be stretched or squeezed. */
const MIN_STRETCH = 0.7;
const MAX_STRETCH = 2.2;
/** Narrower ones are an I or a 1 and say nothing of the font's width. */
const MIN_TELLING_ASPECT = 0.3;
const USUAL_ASPECT = 0.5;

/** Renders one pass over a crop whose pages are given; the receiver releases the image. */
export function renderPage(crop: TextLineCrop, pages: CropPages, settings: PassSettings): ReadablePage {
  if (settings.show === 'whole') return { ...pages.whole, image: pages.whole.image.copy() };
  using mats = new MatScope();
  const page = pages.characters;
  const stretch = Math.min(MAX_STRETCH, Math.max(MIN_STRETCH, settings.aspect / characterAspect(crop)));
  const width = Math.round(page.image.cols * stretch * settings.scale);
  const height = Math.round(page.image.rows * settings.scale);
  const sized = page.image.resize(height, width, 0, 0, cv.INTER_CUBIC);
  const factor = width / page.image.cols;
  const spans = page.spans.map(([left, right]) => [left * factor, right * factor] as const);
  return { image: settings.bold > 0 ? thicken(mats.own(sized), settings.bold) : sized, spans };
}

/** Dark strokes grow where the bright ground is eroded. */
function thicken(page: Mat, pixels: number): Mat {
  using mats = new MatScope();
  return page.erode(mats.own(new cv.Mat(pixels, pixels, cv.CV_8UC1, 1)));
}

function characterAspect(crop: TextLineCrop): number {
  const aspects = crop.line.characters
    .map(({ width }) => width / crop.line.height)
    .filter((aspect) => aspect > MIN_TELLING_ASPECT)
    .sort((a, b) => a - b);
  return aspects[aspects.length >> 1] ?? USUAL_ASPECT;
}
