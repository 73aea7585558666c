/**
 * Logistic regressions on what the readings of half of the development photographs say, checked on the other half;
 * made by `bench/confidence`, which prints the tables of reliability.
 */
import type { Features } from './text-features.js';

export type Weights = Readonly<Record<keyof Features, number>> & { readonly bias: number };

/* prettier-ignore */
export const WEIGHTS = {
  both: { bias: -3.229, odds: -0.022, certainty: 0.204, share: 1.566, support: 1.852, longer: -1.892, longerShare: -2.215, partShare: -0.177, alikeShare: 4.915, otherShare: -3.884, second: 0.180, secondAgrees: 2.200, region: 2.072, rank: 0.919, complete: -0.696, evenness: 0.574, lined: -0.344, crops: -0.062, noDigit: -3.288, noLetter: -3.323, upToThree: 0.000, four: -3.004, five: -2.117, six: 0.313, seven: 1.207, nine: -1.986, changes: -0.200 },
  network: { bias: -2.747, odds: -0.002, certainty: 0.205, share: 2.159, support: 1.996, longer: -1.537, longerShare: -2.389, partShare: -0.030, alikeShare: 5.923, otherShare: -3.859, second: 0.000, secondAgrees: 0.000, region: 1.959, rank: 0.779, complete: 0.144, evenness: 0.380, lined: -0.216, crops: -0.245, noDigit: -3.138, noLetter: -3.384, upToThree: 0.000, four: -3.305, five: -2.706, six: -0.200, seven: 0.903, nine: -2.559, changes: -0.522 },
  tesseract: { bias: -1.906, odds: -0.024, certainty: 1.552, share: -0.205, support: 1.925, longer: -0.993, longerShare: -0.015, partShare: 0.165, alikeShare: 3.628, otherShare: -3.090, second: 0.000, secondAgrees: 0.000, region: 1.999, rank: -0.449, complete: 0.507, evenness: 1.205, lined: -2.984, crops: -0.656, noDigit: -3.181, noLetter: -1.511, upToThree: 0.000, four: -2.822, five: -1.434, six: 0.026, seven: 1.030, nine: -2.495, changes: 0.983 },
} as const satisfies Readonly<Record<string, Weights>>;
