/** What a higher demand on the confidence costs in answers and saves in wrong ones. */
import type { Measurement } from './measure-image.js';

export interface YieldPoint {
  /** The least confidence that is accepted. */
  readonly confidence: number;
  /** Share of the pictures with a plate that are answered with at least that confidence, 0 to 1, */
  readonly yield: number;
  /** and the share of these answers that are wrong. */
  readonly error: number;
}

/** One point for each confidence that occurs, the highest first. */
export function yieldCurve(measurements: readonly Measurement[]): YieldPoint[] {
  const plated = measurements.filter(({ image }) => image.plates.length > 0);
  const answers = plated.filter(({ answer }) => answer !== '').sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  return answers.map(({ outcome, confidence }, index) => {
    if (outcome === 'misread') wrong++;
    return { confidence, yield: (index + 1) / plated.length, error: wrong / (index + 1) };
  });
}

const [LEFT, TOP, WIDTH, HEIGHT] = [60, 20, 560, 300];
const MAX_ERROR = 0.05;
/** Confidences that are marked on the curve. */
const MARKED = [0.95, 0.9, 0.8, 0.7, 0.5];

/** @returns the curve as a picture, SVG: yield to the right, errors upwards */
export function drawYieldCurve(points: readonly YieldPoint[]): string {
  const x = (share: number): string => (LEFT + share * WIDTH).toFixed(1);
  const y = (error: number): string => (TOP + HEIGHT * (1 - Math.min(1, error / MAX_ERROR))).toFixed(1);
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((share) => {
    const error = share * MAX_ERROR;
    return [
      `<line x1="${x(share)}" y1="${TOP}" x2="${x(share)}" y2="${TOP + HEIGHT}" stroke="#ddd"/>`,
      `<line x1="${LEFT}" y1="${y(error)}" x2="${LEFT + WIDTH}" y2="${y(error)}" stroke="#ddd"/>`,
      `<text x="${x(share)}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${Math.round(100 * share)} %</text>`,
      `<text x="${LEFT - 6}" y="${Number(y(error)) + 4}" text-anchor="end">${(100 * error).toFixed(0)} %</text>`,
    ];
  });
  const marks = MARKED.flatMap((confidence) => {
    const point = points.filter((one) => one.confidence >= confidence).at(-1);
    if (!point) return [];
    const [cx, cy] = [x(point.yield), y(point.error)];
    return [
      `<circle cx="${cx}" cy="${cy}" r="4" fill="#c33"/>`,
      `<text x="${cx}" y="${Number(cy) - 8}" text-anchor="end">${confidence}</text>`,
    ];
  });
  const line = points.map((point) => `${x(point.yield)},${y(point.error)}`).join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 30} ${TOP + HEIGHT + 46}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...grid,
    `<polyline points="${line}" fill="none" stroke="#246" stroke-width="2"/>`,
    ...marks,
    `<text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 36}" text-anchor="middle">pictures with a plate that are answered from this confidence on</text>`,
    `<text transform="translate(14 ${TOP + HEIGHT / 2}) rotate(-90)" text-anchor="middle">wrong among the answers</text>`,
    '</svg>',
    '',
  ].join('\n');
}
