/**
 * How far the characters of a level line of text lean to the side. A camera beside the lane shears them, and a turned
 * one turns them; once the line is level, both look like a lean.
 */
import { cv, MatScope, type Mat } from '../opencv.js';
import { otsu, type Polarity } from './binary-views.js';

/** Pixels to the right per pixel upwards that are tried beside upright, first; then finer steps around the best. */
const COARSE = [-0.45, -0.3, -0.15, 0.15, 0.3, 0.45];
const FINE = [-0.1, -0.05, 0.05, 0.1];
/** Ink in less of a column is dirt or a serif, as a share of its height. */
const MIN_INK = 0.06;
/** What leans takes so many columns more, as a share of the height, before it is set upright. */
const MIN_GAIN = 0.25;

/**
 * Upright characters stand in the fewest columns, leaning ones reach into the gaps between them. The strokes
 * themselves would mislead: those of A, V and 7 always lean.
 * @param line the rows of a level line from cap line to base line, 8-bit grey
 * @returns pixels to the right per pixel upwards, −0.55 to 0.55; 0 where nothing leans clearly
 */
export function leanOf(line: Mat, polarity: Polarity): number {
  using mats = new MatScope();
  const ink = mats.own(otsu(line, polarity));
  const upright = columnsAt(ink, 0);
  const best = narrowest([upright, ...COARSE.map((lean) => columnsAt(ink, lean))]);
  const finer = narrowest([best, ...FINE.map((step) => columnsAt(ink, best.lean + step))]);
  return upright.columns - finer.columns > MIN_GAIN * line.rows ? finer.lean : 0;
}

interface Trial {
  readonly lean: number;
  /** Columns that hold ink. */
  readonly columns: number;
}

function narrowest(trials: readonly Trial[]): Trial {
  const order = [...trials].sort((a, b) => a.columns - b.columns || Math.abs(a.lean) - Math.abs(b.lean));
  return order[0] as Trial;
}

function columnsAt(ink: Mat, lean: number): Trial {
  using mats = new MatScope();
  const shear = mats.own(
    new cv.Mat(
      [
        [1, lean, (-lean * ink.rows) / 2],
        [0, 1, 0],
      ],
      cv.CV_64F,
    ),
  );
  const size = new cv.Size(ink.cols, ink.rows);
  const ground = new cv.Vec3(0, 0, 0);
  const upright = mats.own(ink.warpAffine(shear, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, ground));
  const shares = mats.own(upright.reduce(0, cv.REDUCE_AVG, cv.CV_32F));
  return { lean, columns: mats.own(shares.threshold(255 * MIN_INK, 255, cv.THRESH_BINARY)).countNonZero() };
}
