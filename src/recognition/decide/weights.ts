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
  tesseract: { bias: -2.987, odds: 0.053, certainty: 0.475, share: 0.815, support: 1.536, longer: -1.128, longerShare: -0.855, partShare: 0.529, alikeShare: 4.546, otherShare: -2.463, second: 0.000, secondAgrees: 0.000, cornered: 0.000, region: 2.065, rank: 0.159, line: 0.000, complete: 0.597, evenness: 0.394, lined: -1.322, crops: -0.175, noDigit: -2.289, noLetter: -1.360, upToThree: 0.000, four: -1.758, five: -1.539, six: -0.351, seven: 0.879, nine: -2.110, changes: 1.206 },
} as const satisfies Readonly<Record<string, Weights>>;
