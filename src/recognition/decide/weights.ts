/**
 * Logistic regressions on what the readings of half of the development photographs say, checked on the other half;
 * made by `bench/confidence`, which prints the tables of reliability.
 */
import type { Features } from './text-features.js';

export type Weights = Readonly<Record<keyof Features, number>> & { readonly bias: number };

/* prettier-ignore */
export const WEIGHTS = {
  both: { bias: -4.034, odds: 0.000, certainty: 0.579, share: 2.218, support: 1.547, longer: -1.334, longerShare: -1.824, partShare: -0.010, alikeShare: 4.680, otherShare: -3.260, second: 0.295, secondAgrees: 1.970, region: 1.656, rank: 0.590, complete: -0.446, evenness: 0.589, lined: -0.556, crops: 0.112, noDigit: -2.142, noLetter: -1.961, upToThree: 0.000, four: -1.766, five: -1.678, six: 0.243, seven: 1.252, nine: -1.294, changes: 0.561 },
  network: { bias: -3.623, odds: 0.023, certainty: 0.555, share: 2.450, support: 1.733, longer: -1.170, longerShare: -1.920, partShare: 0.297, alikeShare: 5.691, otherShare: -3.429, second: 0.000, secondAgrees: 0.000, region: 1.443, rank: 0.504, complete: 0.034, evenness: 0.770, lined: -0.613, crops: 0.050, noDigit: -2.017, noLetter: -2.094, upToThree: 0.000, four: -1.983, five: -2.062, six: -0.153, seven: 1.190, nine: -1.693, changes: 0.287 },
  tesseract: { bias: -2.987, odds: 0.053, certainty: 0.475, share: 0.815, support: 1.536, longer: -1.128, longerShare: -0.855, partShare: 0.529, alikeShare: 4.546, otherShare: -2.463, second: 0.000, secondAgrees: 0.000, region: 2.065, rank: 0.159, complete: 0.597, evenness: 0.394, lined: -1.322, crops: -0.175, noDigit: -2.289, noLetter: -1.360, upToThree: 0.000, four: -1.758, five: -1.539, six: -0.351, seven: 0.879, nine: -2.110, changes: 1.206 },
} as const satisfies Readonly<Record<string, Weights>>;
