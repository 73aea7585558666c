/**
 * Logistic regressions on what the readings of half of the development photographs say, checked on the other half;
 * made by `bench/confidence`, which prints the tables of reliability.
 */
import type { Features } from './text-features.js';

export type Weights = Readonly<Record<keyof Features, number>> & { readonly bias: number };

/* prettier-ignore */
export const WEIGHTS = {
  both: { bias: -5.625, odds: 0.031, certainty: -0.091, share: 1.999, support: 1.864, longer: -3.646, longerShare: -0.204, partShare: 0.998, alikeShare: 5.853, otherShare: -2.490, second: 1.332, secondAgrees: 1.277, cornered: -0.477, region: 2.119, rank: -0.590, line: -0.562, complete: 0.244, evenness: 0.351, lined: -0.635, crops: 0.202, noDigit: -3.347, noLetter: -2.616, upToThree: 0.000, four: -2.153, five: -1.049, six: 0.375, seven: 1.183, nine: -1.661, changes: -0.019 },
  network: { bias: -5.359, odds: 0.076, certainty: 0.149, share: 3.196, support: 2.027, longer: -3.607, longerShare: -0.096, partShare: 0.834, alikeShare: 7.085, otherShare: -2.566, second: 0.000, secondAgrees: 0.000, cornered: -0.256, region: 2.204, rank: -0.670, line: -0.732, complete: 0.380, evenness: 0.465, lined: -0.911, crops: 0.233, noDigit: -3.686, noLetter: -2.231, upToThree: 0.000, four: -2.490, five: -1.375, six: 0.138, seven: 0.999, nine: -2.038, changes: -0.144 },
  tesseract: { bias: -5.965, odds: 0.055, certainty: -0.406, share: -0.087, support: 2.897, longer: -3.751, longerShare: 0.727, partShare: 1.106, alikeShare: 6.394, otherShare: -2.516, second: 0.000, secondAgrees: 0.000, cornered: 0.995, region: 1.825, rank: -0.692, line: -0.544, complete: 0.317, evenness: 0.817, lined: -0.703, crops: 0.267, noDigit: -2.133, noLetter: -1.377, upToThree: 0.000, four: -0.638, five: -0.700, six: 1.131, seven: 1.722, nine: -1.232, changes: 0.547 },
} as const satisfies Readonly<Record<string, Weights>>;
