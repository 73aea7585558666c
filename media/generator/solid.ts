import type { Surface } from './surface.js';
import type { Vec } from './vector.js';
import { normalize } from './vector.js';

/** A body that light meets. Points and directions are local: shifted by `origin`, turned by `yaw` about the vertical. */
export interface Solid {
  readonly origin: Vec;
  readonly yaw: { readonly cos: number; readonly sin: number };
  readonly low: Vec;
  readonly high: Vec;
  /** Distance to the surface in metres, negative inside, never more than the true one by much. */
  distance(x: number, y: number, z: number): number;
  /** The same within SLACK, and cheaper. */
  coarse(x: number, y: number, z: number): number;
  /** What the surface is made of at a point on it; `normal` is the unit normal of the bare form. */
  surface(point: Vec, normal: Vec, footprint: number): { readonly surface: Surface; readonly normal: Vec };
}

export const toLocal = (solid: Solid, p: Vec): Vec => {
  const [x, y] = [p[0] - solid.origin[0], p[1] - solid.origin[1]];
  return [
    x * solid.yaw.cos + y * solid.yaw.sin,
    y * solid.yaw.cos - x * solid.yaw.sin,
    p[2] - solid.origin[2],
  ];
};
export const turnLocal = (solid: Solid, d: Vec): Vec => [
  d[0] * solid.yaw.cos + d[1] * solid.yaw.sin,
  d[1] * solid.yaw.cos - d[0] * solid.yaw.sin,
  d[2],
];
export const turnWorld = (solid: Solid, d: Vec): Vec => [
  d[0] * solid.yaw.cos - d[1] * solid.yaw.sin,
  d[1] * solid.yaw.cos + d[0] * solid.yaw.sin,
  d[2],
];
export const toWorld = (solid: Solid, p: Vec): Vec => {
  const [x, y, z] = turnWorld(solid, p);
  return [x + solid.origin[0], y + solid.origin[1], z + solid.origin[2]];
};

/** Distances along the ray between which it is in the solid's bounds, or null. */
function span(solid: Solid, o: Vec, d: Vec, limit: number): readonly [number, number] | null {
  let near = 0;
  let far = limit;
  for (let axis = 0; axis < 3; axis++) {
    const inverse = 1 / (d[axis]! || 1e-12);
    const a = (solid.low[axis]! - o[axis]!) * inverse;
    const b = (solid.high[axis]! - o[axis]!) * inverse;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near < far ? [near, far] : null;
}

/** How far along the ray (world) the solid's surface is met, or `limit`. */
export function meet(solid: Solid, origin: Vec, direction: Vec, limit: number): number {
  const o = toLocal(solid, origin);
  const d = turnLocal(solid, direction);
  const reach = span(solid, o, d, limit);
  if (!reach) return limit;
  let t = reach[0];
  for (let i = 0; i < 250 && t < reach[1]; i++) {
    const [x, y, z] = [o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t];
    const far = solid.coarse(x, y, z) - SLACK;
    if (far > SLACK) {
      t += far;
      continue;
    }
    const h = solid.distance(x, y, z);
    if (h < 0.0012) return t;
    t += h * 0.8;
  }
  return limit;
}

/** Share of a light of angular radius `spread` (radians) that passes the solid, 0 to 1. */
export function passes(solid: Solid, origin: Vec, direction: Vec, limit: number, spread: number): number {
  const o = toLocal(solid, origin);
  const d = turnLocal(solid, direction);
  const reach = span(solid, o, d, limit);
  if (!reach) return 1;
  let light = 1;
  let t = Math.max(0.01, reach[0]);
  for (let i = 0; i < 60 && t < reach[1]; i++) {
    const h = near(solid, o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t);
    light = Math.min(light, 0.5 + (0.5 * h) / (spread * t));
    if (light <= 0) return 0;
    t += Math.max(0.01, Math.abs(h) * 0.9);
  }
  return light * light * (3 - 2 * light);
}

/** Distance from a point of the world to the solid. */
export function away(solid: Solid, point: Vec): number {
  const p = toLocal(solid, point);
  return near(solid, p[0], p[1], p[2]);
}

/** Exact where it matters, cheap elsewhere. */
function near(solid: Solid, x: number, y: number, z: number): number {
  const h = solid.coarse(x, y, z);
  return h < 2 * SLACK ? solid.distance(x, y, z) : h;
}

/** How far `coarse` may be off, in metres. */
const SLACK = 0.04;
const STEP = 0.05;

/** Tabulates a distance over a box that mirrors at x = 0; beyond the box it grows with the distance from it. */
export function tabulate(distance: Solid['distance'], low: Vec, high: Vec): Solid['coarse'] {
  const count = (from: number, to: number): number => Math.ceil((to - from) / STEP) + 2;
  const [nx, ny, nz] = [count(0, high[0]), count(low[1], high[1]), count(low[2], high[2])];
  const values = new Float32Array(nx * ny * nz);
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) values[at++] = distance(i * STEP, low[1] + j * STEP, low[2] + k * STEP);
    }
  }
  const row = (at: number, f: number): number => values[at]! * (1 - f) + values[at + 1]! * f;
  return (x, y, z) => {
    const [fx, fy, fz] = [Math.abs(x) / STEP, (y - low[1]) / STEP, (z - low[2]) / STEP];
    const cx = Math.min(fx, nx - 1.01);
    const cy = Math.max(0, Math.min(fy, ny - 1.01));
    const cz = Math.max(0, Math.min(fz, nz - 1.01));
    const [ix, iy, iz] = [cx | 0, cy | 0, cz | 0];
    const at = (iz * ny + iy) * nx + ix;
    const u = cx - ix;
    const v = cy - iy;
    const w = cz - iz;
    const lower = row(at, u) * (1 - v) + row(at + nx, u) * v;
    const upper = row(at + nx * ny, u) * (1 - v) + row(at + nx * ny + nx, u) * v;
    const [bx, by, bz] = [fx - cx, fy - cy, fz - cz];
    const beyond = bx + by + bz === 0 ? 0 : STEP * Math.sqrt(bx * bx + by * by + bz * bz);
    return lower * (1 - w) + upper * w + beyond;
  };
}

/** Unit normal of the form at a local point, by differences over `step` metres (the form's tabulation smooths less). */
export function normalAt(solid: Solid, p: Vec, step: number): Vec {
  const [x, y, z] = p;
  const a = solid.distance(x + step, y - step, z - step);
  const b = solid.distance(x - step, y - step, z + step);
  const c = solid.distance(x - step, y + step, z - step);
  const d = solid.distance(x + step, y + step, z + step);
  const n: Vec = [a - b - c + d, c - a - b + d, b - a - c + d];
  return normalize(n);
}
