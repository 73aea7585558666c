import type { Corner } from './outline.js';
import { corners } from './outline.js';

/** A solid as the intersection of three outlines: from the side (s, z), from the end (x, z), from above (x, s). */
export interface Views {
  readonly side: readonly Corner[];
  readonly end: readonly Corner[];
  readonly plan: readonly Corner[];
}

/** The form of a vehicle in metres: s from the rear end (0) to the front (length), x from the middle, z from the road. */
export interface Shape {
  readonly length: number;
  readonly halfWidth: number;
  readonly height: number;
  readonly body: Views;
  readonly cabin: Views;
  /** Radius over which the creases between the three views are rounded, for body and cabin. */
  readonly rounding: readonly [body: number, cabin: number];
  /** How far ends and roof fall back towards the sides: metres per square metre of x. */
  readonly bow: number;
  readonly crown: number;
  readonly axles: readonly number[];
  readonly wheel: {
    readonly radius: number;
    readonly width: number;
    readonly track: number;
    readonly arch: number;
  };
  /** How high the middle of a plate sits at either end. */
  readonly plateAt: { readonly rear: number; readonly front: number };
  /** Centre of the right outer mirror. */
  readonly mirror: readonly [x: number, s: number, z: number];
}

// Outlines of the views from end and above show the right half; the left half is the mirror image.
const half = (text: string): readonly Corner[] => {
  const right = corners(text);
  return [[-1.5, right[0]![1]], ...right, [-1.5, right[right.length - 1]![1]]];
};

const sedan: Shape = {
  length: 4.75,
  halfWidth: 0.92,
  height: 1.46,
  rounding: [0.05, 0.1],
  bow: 0.13,
  crown: 0.05,
  axles: [1.05, 3.85],
  wheel: { radius: 0.335, width: 0.225, track: 0.785, arch: 0.385 },
  plateAt: { rear: 0.79, front: 0.47 },
  mirror: [0.985, 2.85, 1.0],
  body: {
    side: corners(
      '0.3 0.27 0.1, 0.08 0.32 0.06, 0.02 0.38 0.05, 0 0.46 0.06, 0.005 0.6 0.05, 0.035 0.66 0.03, 0.075 0.69 0.03, 0.085 0.9 0.15, 0.05 1.055 0.03, 0.1 1.085 0.05, 0.5 1.09 0.2, 1.1 1.01 0.3, 3.3 0.98 0.3, 4.25 0.87 0.5, 4.6 0.74 0.18, 4.73 0.6 0.1, 4.75 0.45 0.1, 4.68 0.24 0.08, 4.4 0.19 0.05, 0.5 0.19 0.1',
    ),
    end: half(
      '0.8 0.15, 0.85 0.28 0.08, 0.905 0.5 0.2, 0.92 0.75 0.15, 0.86 0.99 0.12, 0.76 1.12 0.1, 0.7 1.2',
    ),
    plan: half(
      '0.5 0 0.4, 0.83 0.1 0.24, 0.905 0.75 0.5, 0.92 2.3 0.8, 0.9 3.95 0.7, 0.8 4.5 0.4, 0.45 4.75 0.4',
    ),
  },
  cabin: {
    side: corners(
      '0.4 0.95, 0.5 1.06 0.05, 1.2 1.4 0.32, 2.05 1.46 0.8, 2.7 1.38 0.4, 3.55 0.95 0.1, 3.3 0.8, 0.5 0.8',
    ),
    end: half('0.84 0.7, 0.815 0.98 0.1, 0.63 1.39 0.12, 0.45 1.47 0.12'),
    plan: half('0.62 0.3 0.2, 0.74 0.75 0.4, 0.82 1.7 0.6, 0.82 2.6 0.5, 0.68 3.6 0.2'),
  },
};

const hatchback: Shape = {
  length: 4.1,
  halfWidth: 0.88,
  height: 1.48,
  rounding: [0.06, 0.1],
  bow: 0.15,
  crown: 0.05,
  axles: [0.72, 3.28],
  wheel: { radius: 0.315, width: 0.2, track: 0.765, arch: 0.365 },
  plateAt: { rear: 0.52, front: 0.48 },
  mirror: [0.945, 2.45, 1.02],
  body: {
    side: corners(
      '0.25 0.27 0.08, 0.07 0.31 0.05, 0.02 0.38 0.05, 0 0.48 0.06, 0.015 0.63 0.05, 0.05 0.67 0.03, 0.07 0.7 0.03, 0.1 0.92 0.1, 0.13 1.02 0.05, 0.5 1.03 0.2, 2.8 0.99 0.3, 3.6 0.88 0.4, 3.95 0.74 0.16, 4.08 0.58 0.1, 4.1 0.42 0.1, 4.02 0.22 0.08, 3.8 0.19 0.05, 0.4 0.19 0.1',
    ),
    end: half('0.78 0.15, 0.83 0.3 0.08, 0.87 0.5 0.15, 0.88 0.74 0.15, 0.84 0.98 0.12, 0.74 1.15'),
    plan: half(
      '0.42 0 0.3, 0.8 0.13 0.24, 0.87 0.6 0.4, 0.88 2 0.8, 0.86 3.4 0.6, 0.74 3.9 0.35, 0.4 4.1 0.3',
    ),
  },
  cabin: {
    side: corners(
      '0.12 0.9, 0.13 1.0 0.04, 0.36 1.35 0.06, 0.27 1.405 0.02, 0.3 1.43 0.03, 0.8 1.47 0.4, 1.7 1.485 0.7, 2.3 1.42 0.35, 3.15 0.98 0.1, 3 0.8, 0.3 0.8',
    ),
    end: half('0.82 0.7, 0.79 0.99 0.1, 0.62 1.4 0.12, 0.45 1.5 0.12'),
    plan: half('0.5 0.06 0.2, 0.7 0.2 0.3, 0.79 1.1 0.5, 0.79 2.2 0.5, 0.66 3.2 0.2'),
  },
};

const suv: Shape = {
  length: 4.55,
  halfWidth: 0.94,
  height: 1.67,
  rounding: [0.06, 0.1],
  bow: 0.13,
  crown: 0.05,
  axles: [0.85, 3.6],
  wheel: { radius: 0.365, width: 0.24, track: 0.8, arch: 0.415 },
  plateAt: { rear: 0.86, front: 0.57 },
  mirror: [1.01, 2.75, 1.15],
  body: {
    side: corners(
      '0.3 0.34 0.08, 0.08 0.39 0.05, 0.03 0.45 0.05, 0 0.56 0.08, 0.01 0.7 0.05, 0.055 0.74 0.03, 0.08 0.78 0.03, 0.09 1.0 0.1, 0.13 1.13 0.05, 0.5 1.15 0.2, 3.2 1.1 0.3, 4.05 1.01 0.4, 4.38 0.88 0.15, 4.53 0.7 0.1, 4.55 0.5 0.1, 4.48 0.3 0.08, 4.2 0.25 0.1, 0.5 0.25 0.1',
    ),
    end: half('0.82 0.2, 0.87 0.34 0.08, 0.925 0.55 0.15, 0.94 0.85 0.15, 0.89 1.1 0.12, 0.78 1.28'),
    plan: half(
      '0.48 0 0.3, 0.85 0.1 0.22, 0.925 0.6 0.5, 0.94 2.3 1, 0.92 3.8 0.6, 0.82 4.33 0.35, 0.45 4.55 0.3',
    ),
  },
  cabin: {
    side: corners(
      '0.12 1.0, 0.13 1.1 0.04, 0.37 1.51 0.06, 0.24 1.575 0.02, 0.27 1.61 0.03, 0.8 1.655 0.4, 1.9 1.675 0.8, 2.65 1.59 0.4, 3.5 1.08 0.1, 3.3 0.9, 0.3 0.9',
    ),
    end: half('0.88 0.8, 0.85 1.09 0.1, 0.69 1.58 0.13, 0.5 1.69 0.14'),
    plan: half('0.55 0.06 0.2, 0.76 0.2 0.3, 0.85 1.2 0.6, 0.85 2.6 0.5, 0.72 3.6 0.2'),
  },
};

const van: Shape = {
  length: 5.05,
  halfWidth: 0.97,
  height: 2.06,
  rounding: [0.07, 0.07],
  bow: 0.05,
  crown: 0.04,
  axles: [0.95, 3.95],
  wheel: { radius: 0.34, width: 0.225, track: 0.83, arch: 0.4 },
  plateAt: { rear: 0.74, front: 0.57 },
  mirror: [1.09, 3.75, 1.35],
  body: {
    side: corners(
      '0.08 0.3 0.05, 0 0.38 0.04, 0 0.57 0.03, 0.06 0.6 0.03, 0.06 0.9 0.1, 0.07 1.2 0.1, 0.12 1.75 0.2, 0.2 2.0 0.1, 0.5 2.06 0.25, 3.1 2.04 0.4, 3.6 1.88 0.3, 4.3 1.2 0.12, 4.85 1.02 0.2, 5.02 0.8 0.12, 5.05 0.45 0.1, 4.95 0.25 0.1, 0.4 0.25 0.1',
    ),
    end: half(
      '0.85 0.2, 0.9 0.35 0.08, 0.965 0.6 0.12, 0.97 0.95 0.2, 0.95 1.25 0.2, 0.87 1.85 0.15, 0.72 2.08 0.12',
    ),
    plan: half('0.78 0 0.25, 0.95 0.07 0.14, 0.97 1 0.3, 0.97 3.7 0.6, 0.86 4.75 0.4, 0.5 5.05 0.3'),
  },
  cabin: {
    side: corners('1 0.5, 1 0.9, 3 0.9, 3 0.5'),
    end: half('0.6 0.5, 0.6 0.9'),
    plan: half('0.6 1, 0.6 3'),
  },
};

const truck: Shape = {
  length: 7.5,
  halfWidth: 1.26,
  height: 3.75,
  rounding: [0.02, 0.02],
  bow: 0,
  crown: 0,
  axles: [1.9],
  wheel: { radius: 0.48, width: 0.55, track: 0.93, arch: 0.5 },
  plateAt: { rear: 0.78, front: 0.5 },
  mirror: [0, 6, 2],
  body: {
    side: corners('0 1.06 0.02, 0 3.75 0.04, 7.5 3.75 0.04, 7.5 1.06 0.02'),
    end: half('1.26 1.06, 1.26 3.75 0.04, 1.1 3.75'),
    plan: half('1.26 0, 1.26 7.5 0.05'),
  },
  cabin: {
    side: corners(
      '0.05 0.47 0.03, 0.05 0.72 0.03, 0.28 0.74 0.03, 0.28 1.07, 7.3 1.07, 7.3 0.82, 0.6 0.82, 0.2 0.47 0.03',
    ),
    end: half('1.2 0.47 0.03, 1.2 1.07'),
    plan: half('1.2 0, 1.2 0.5 0.05, 0.6 0.55, 0.6 7.3'),
  },
};

export const SHAPES = { sedan, hatchback, suv, van, truck } as const;
export type ShapeName = keyof typeof SHAPES;
