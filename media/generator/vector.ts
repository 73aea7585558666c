/** A point, direction (unit length where said so) or linear RGB colour. World axes: x right, y away from the camera, z up; metres. */
export type Vec = readonly [number, number, number];

export const add = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec, k: number): Vec => [a[0] * k, a[1] * k, a[2] * k];
export const multiply = (a: Vec, b: Vec): Vec => [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const mix = (a: Vec, b: Vec, t: number): Vec => add(scale(a, 1 - t), scale(b, t));
export const normalize = (a: Vec): Vec => scale(a, 1 / Math.max(1e-9, Math.sqrt(dot(a, a))));
export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
/** Mirrors a direction that leaves the eye at a surface with unit normal `n`. */
export const reflect = (d: Vec, n: Vec): Vec => subtract(d, scale(n, 2 * dot(d, n)));

export const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
export const smoothstep = (low: number, high: number, x: number): number => {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
};

/** Length of a plane vector; Math.hypot, which guards against overflow, takes ten times as long. */
export const length2 = (x: number, y: number): number => Math.sqrt(x * x + y * y);
