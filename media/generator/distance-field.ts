import type { Corner, Point } from './outline.js';
import { roundOff } from './outline.js';

/** Signed distance to an outline (negative inside), tabulated; beyond the table it grows with the distance from it. */
export class DistanceField {
  constructor(
    private readonly u0: number,
    private readonly v0: number,
    private readonly cell: number,
    private readonly columns: number,
    private readonly rows: number,
    private readonly values: Float32Array,
  ) {}

  at(u: number, v: number): number {
    let x = (u - this.u0) / this.cell;
    let y = (v - this.v0) / this.cell;
    let beyond = 0;
    const right = this.columns - 1.001;
    const top = this.rows - 1.001;
    if (x < 0 || y < 0 || x > right || y > top) {
      const cx = x < 0 ? 0 : x > right ? right : x;
      const cy = y < 0 ? 0 : y > top ? top : y;
      beyond = Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) * this.cell;
      x = cx;
      y = cy;
    }
    const ix = x | 0;
    const iy = y | 0;
    const fx = x - ix;
    const fy = y - iy;
    const k = iy * this.columns + ix;
    const low = this.values[k]! * (1 - fx) + this.values[k + 1]! * fx;
    const high = this.values[k + this.columns]! * (1 - fx) + this.values[k + this.columns + 1]! * fx;
    return low * (1 - fy) + high * fy + beyond;
  }
}

/** Tabulates the distance to an outline with one value every `cell` metres. */
export function distanceField(corners: readonly Corner[], cell: number): DistanceField {
  const points = roundOff(corners);
  const us = points.map((p) => p[0]);
  const vs = points.map((p) => p[1]);
  const margin = 0.3;
  const u0 = Math.min(...us) - margin;
  const v0 = Math.min(...vs) - margin;
  const columns = Math.ceil((Math.max(...us) + margin - u0) / cell) + 1;
  const rows = Math.ceil((Math.max(...vs) + margin - v0) / cell) + 1;
  const values = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++)
      values[j * columns + i] = signedDistance(points, u0 + i * cell, v0 + j * cell);
  }
  return new DistanceField(u0, v0, cell, columns, rows, values);
}

function signedDistance(points: readonly Point[], u: number, v: number): number {
  let nearest = Infinity;
  let inside = false;
  let a = points[points.length - 1]!;
  for (const b of points) {
    const [du, dv, pu, pv] = [b[0] - a[0], b[1] - a[1], u - a[0], v - a[1]];
    const t = Math.max(0, Math.min(1, (pu * du + pv * dv) / (du * du + dv * dv || 1)));
    nearest = Math.min(nearest, (pu - t * du) ** 2 + (pv - t * dv) ** 2);
    if (a[1] > v !== b[1] > v && u < a[0] + ((v - a[1]) / dv) * du) inside = !inside;
    a = b;
  }
  return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}

/** Maxima and minima of distances whose crease is rounded over about `k` metres. */
export const smoothMax = (a: number, b: number, k: number): number => {
  const h = k - Math.abs(a - b);
  return (a > b ? a : b) + (h > 0 ? (h * h) / (4 * k) : 0);
};
export const smoothMin = (a: number, b: number, k: number): number => {
  const h = k - Math.abs(a - b);
  return (a < b ? a : b) - (h > 0 ? (h * h) / (4 * k) : 0);
};
