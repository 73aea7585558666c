import { distanceField, smoothMax, smoothMin } from './distance-field.js';
import type { Shape, Views } from './shapes.js';
import { length2 } from './vector.js';

/** Distance to a surface in metres, negative inside. */
export type Distance = (x: number, y: number, z: number) => number;

export interface Forms {
  readonly body: Distance;
  readonly wheels: Distance;
  readonly mirrors: Distance;
}

const CELL = 0.0125;

/** The parts of a vehicle, its near end at y = 0. */
export function createForms(shape: Shape, end: 'rear' | 'front'): Forms {
  const along = (y: number): number => (end === 'rear' ? y : shape.length - y);
  const body = viewsForm(shape, shape.body, shape.rounding[0]);
  const cabin = viewsForm(shape, shape.cabin, shape.rounding[1]);
  const { radius, width, track, arch } = shape.wheel;
  return {
    body: (x, y, z) => {
      const [ax, s] = [Math.abs(x), along(y)];
      let d = smoothMin(body(ax, s, z), cabin(ax, s, z), 0.03);
      for (const axle of shape.axles) {
        const well = Math.max(length2(s - axle, z - radius) - arch, track - width * 0.8 - ax);
        if (well < 0.1) d = smoothMax(d, -well, 0.02);
      }
      return d;
    },
    wheels: (x, y, z) => {
      const s = along(y);
      let nearest = Infinity;
      for (const axle of shape.axles) nearest = Math.min(nearest, length2(s - axle, z - radius));
      return smoothMax(Math.abs(Math.abs(x) - track) - width / 2, nearest - radius, 0.05);
    },
    mirrors: (x, y, z) => mirrorForm(shape, Math.abs(x), along(y), z),
  };
}

/** Distance to the rounded intersection of the three outlines, ends and roof bent as the shape says; x from the middle. */
function viewsForm(shape: Shape, views: Views, rounding: number): Distance {
  const cell = shape.length > 6 ? 2 * CELL : CELL;
  const side = distanceField(views.side, cell);
  const end = distanceField(views.end, cell);
  const plan = distanceField(views.plan, cell);
  return (x, s, z) => {
    const square = x * x;
    const bent = s + shape.bow * square * ((2 * s) / shape.length - 1);
    const around = smoothMax(side.at(bent, z + shape.crown * square), end.at(x, z), rounding);
    return smoothMax(around, plan.at(x, s), rounding);
  };
}

function mirrorForm(shape: Shape, x: number, s: number, z: number): number {
  const [mirrorX, mirrorS, mirrorZ] = shape.mirror;
  if (mirrorX === 0) return Infinity;
  const [dx, ds, dz] = [x - mirrorX, s - mirrorS, z - mirrorZ];
  const off = Math.max(Math.abs(ds), Math.abs(dz), -dx);
  if (off > 0.5) return off - 0.25;
  const shell = roundBox(dx, ds, dz, 0.05, 0.02, 0.022, 0.05);
  return Math.min(shell, roundBox(dx + 0.1, ds - 0.02, dz + 0.05, 0.07, 0.02, 0.006, 0.018));
}

/** Distance to a box of half lengths a, b, c, grown by `round`. */
export function roundBox(
  x: number,
  y: number,
  z: number,
  a: number,
  b: number,
  c: number,
  round: number,
): number {
  const qx = Math.abs(x) - a;
  const qy = Math.abs(y) - b;
  const qz = Math.abs(z) - c;
  const [ox, oy, oz] = [Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0)];
  return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(Math.max(qx, qy, qz), 0) - round;
}
