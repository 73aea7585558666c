import { distanceField, smoothMax } from './distance-field.js';
import { corners } from './outline.js';
import { fbm } from './random.js';
import type { RoadSpec } from './road.js';
import type { Surface } from './surface.js';
import { BARE } from './surface.js';
import type { Solid } from './solid.js';
import type { Vec } from './vector.js';
import { smoothstep } from './vector.js';

const FAR = 400;

/** A barrier along the road at x: a concrete wall, or a steel rail on posts. */
export function createBarrier(x: number, kind: 'concrete' | 'rail', seed: number): Solid {
  const profile =
    kind === 'concrete'
      ? distanceField(
          corners(
            '-0.3 -0.1, -0.3 0.08 0.02, -0.14 0.33 0.06, -0.09 0.95 0.03, 0.09 0.95 0.03, 0.14 0.33 0.06, 0.3 0.08 0.02, 0.3 -0.1',
          ),
          0.01,
        )
      : distanceField(
          corners(
            '-0.08 0.44 0.02, -0.03 0.5 0.04, -0.08 0.56 0.04, -0.03 0.61 0.03, -0.08 0.66 0.04, -0.03 0.72 0.04, -0.08 0.78 0.02, 0.02 0.78, 0.02 0.44',
          ),
          0.006,
        );
  const facing = x > 0 ? 1 : -1;
  const distance = (px: number, y: number, z: number): number => {
    const d = profile.at(px * facing, z);
    if (kind === 'concrete') return d;
    const post = smoothMax(
      Math.abs(px * facing - 0.07) - 0.05,
      Math.max(Math.abs(y - 2 * Math.round(y / 2)) - 0.035, z - 0.75),
      0.01,
    );
    return Math.min(d, post);
  };
  return {
    origin: [x, 0, 0],
    yaw: { cos: 1, sin: 0 },
    low: [-0.35, -30, 0],
    high: [0.35, FAR, 1],
    distance,
    coarse: distance,
    surface: (p, normal) => ({
      surface: kind === 'concrete' ? wall(p, seed) : p[0] * facing > 0.025 ? POST : STEEL,
      normal,
    }),
  };
}

const STEEL: Surface = { ...BARE, albedo: [0.42, 0.43, 0.44], gloss: 0.5, rough: 0.4, metal: 0.5 };
const POST: Surface = { ...BARE, albedo: [0.16, 0.16, 0.155], gloss: 0.3, rough: 0.6 };

function wall([x, y, z]: Vec, seed: number): Surface {
  const stains = fbm(y * 2.5, z * 0.6 + x, 4, seed + 50);
  let v = 0.34 * (0.65 + 0.6 * stains) * (0.9 + 0.2 * fbm(y * 30, z * 30, 2, seed + 51));
  v *= 0.6 + 0.4 * smoothstep(0, 0.45, z + 0.3 * (stains - 0.5));
  if (Math.abs(y - 6 * Math.round(y / 6)) < 0.015) v *= 0.3;
  return { ...BARE, albedo: [v * 1.02, v, v * 0.95], gloss: 0.05, rough: 0.9 };
}

/** Share of sunlight that passes the lattice of a gantry 7 m over the road. */
export function throughGantry(road: RoadSpec, p: Vec, toward: Vec): number {
  if (road.gantry === undefined || toward[2] < 0.05) return 1;
  const t = (7 - p[2]) / toward[2];
  const [x, y] = [p[0] + toward[0] * t, p[1] + toward[1] * t - road.gantry];
  const soft = 0.006 * t;
  const zigzag = Math.abs(((((x / 2.4) % 1) + 1) % 1) - 0.5) * 4 - 1;
  const bars = Math.min(
    Math.abs(Math.abs(y) - 1) - 0.2,
    Math.max(Math.abs(y - zigzag) - 0.14, Math.abs(y) - 1),
  );
  return smoothstep(-soft, soft, bars);
}
