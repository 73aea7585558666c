import { fbm, hash, noise } from './random.js';
import type { Surface } from './surface.js';
import { BARE } from './surface.js';
import type { Vec } from './vector.js';
import { mix, normalize, scale, smoothstep } from './vector.js';

export interface RoadSpec {
  readonly seed: number;
  readonly pavement: 'asphalt' | 'concrete';
  /** Lane lines: place across the road, and whether broken. */
  readonly lines: readonly (readonly [x: number, kind: 'solid' | 'broken' | 'yellow'])[];
  /** Where the pavement ends. */
  readonly from: number;
  readonly to: number;
  /** What stands along it. */
  readonly barriers: readonly (readonly [x: number, kind: 'concrete' | 'rail'])[];
  /** 0 dry to 1 wet. */
  readonly wet?: number;
  /** How far along the road a gantry spans it, which throws its shadow. */
  readonly gantry?: number;
}

/** The ground at a point: pavement with aggregate, tracks, cracks and lines, or the verge. */
export function groundAt(
  road: RoadSpec,
  x: number,
  y: number,
  footprint: number,
): { surface: Surface; normal: Vec } {
  const { seed } = road;
  const wobble = (noise(y * 1.3, 0, seed) - 0.5) * 0.2;
  if (x < road.from + wobble || x > road.to + wobble) return verge(x, y, footprint, seed);
  const fine = Math.min(1, 0.004 / footprint);
  const grain =
    (hash(Math.floor(x / 0.007), Math.floor(y / 0.007), seed) - 0.5) * fine +
    (noise(x * 55, y * 55, seed) - 0.5) * Math.min(1, 0.02 / footprint);
  let albedo = road.pavement === 'asphalt' ? asphalt(x, y, seed, grain) : concrete(x, y, seed, grain);
  const gloss = 0.12;
  const paint = linePaint(road, x, y);
  if (paint) {
    const wear = smoothstep(0.3, 0.62, fbm(x * 9, y * 5, 4, seed + 40) + grain * 0.25);
    albedo = mix(albedo, scale(paint, 1 + grain * 0.25), 0.35 + 0.6 * wear);
  }
  const wet = (road.wet ?? 0) * smoothstep(0.25, 0.6, fbm(x * 0.7, y * 0.35, 3, seed + 60));
  const rough = 0.06 + 0.5 * (1 - wet);
  const tilt = 0.05 + 0.1 * (1 - wet);
  const normal = normalize([
    (noise(x * 40, y * 40, seed + 3) - 0.5) * tilt,
    (noise(x * 40, y * 40, seed + 4) - 0.5) * tilt,
    1,
  ]);
  return {
    surface: { ...BARE, albedo: scale(albedo, 1 - 0.5 * wet), gloss: gloss + 0.45 * wet, rough },
    normal,
  };
}

/** Where wheels run, `share` of the way to polished. */
function tracks(x: number): number {
  const inLane = Math.abs(x - 3.6 * Math.round(x / 3.6));
  return Math.exp(-(((inLane - 0.82) / 0.3) ** 2));
}

function asphalt(x: number, y: number, seed: number, grain: number): Vec {
  let v =
    0.155 * (0.75 + 0.5 * fbm(x * 0.6, y * 0.12, 4, seed + 1)) * (0.8 + 0.4 * fbm(x * 6, y * 6, 3, seed + 2));
  v *= 1 - 0.16 * tracks(x);
  const middle = x - 3.6 * Math.round(x / 3.6);
  v *= 1 - 0.22 * Math.exp(-((middle / 0.25) ** 2)) * fbm(x * 3, y * 0.5, 3, seed + 7);
  v *= 1 + 0.75 * grain;
  const seam = Math.abs(x - seamAt(y, seed));
  if (seam < 0.012) v *= 0.55;
  return [v * 1.02, v, v * 0.97];
}

/** The joint between two lanes of the paver, slightly crooked. */
const seamAt = (y: number, seed: number): number => 1.62 + 0.05 * (noise(y * 0.4, 3, seed) - 0.5);

function concrete(x: number, y: number, seed: number, grain: number): Vec {
  let v =
    0.3 * (0.8 + 0.4 * fbm(x * 0.7, y * 0.2, 4, seed + 1)) * (0.85 + 0.3 * fbm(x * 7, y * 7, 3, seed + 2));
  v *= 1 - 0.3 * tracks(x) * (0.5 + 0.5 * fbm(x * 2, y * 0.4, 3, seed + 8));
  v *= 1 - 0.05 * Math.max(0, Math.cos(y * 180)) + 0.3 * grain;
  const joint = Math.abs(y - 5 * Math.round(y / 5) - 1.3);
  if (joint < 0.01 || Math.abs(x - 1.8) < 0.008) v *= 0.25;
  if (joint < 0.06) v *= 0.85;
  return [v * 1.03, v, v * 0.94];
}

function linePaint(road: RoadSpec, x: number, y: number): Vec | null {
  for (const [at, kind] of road.lines) {
    const edge = 0.075 + (noise(y * 25, at, road.seed) - 0.5) * 0.012;
    const dashed = kind === 'broken' && ((y % 9) + 9) % 9 > 4.5;
    if (Math.abs(x - at) < edge && !dashed) return kind === 'yellow' ? [0.62, 0.42, 0.05] : [0.62, 0.62, 0.6];
  }
  return null;
}

function verge(x: number, y: number, footprint: number, seed: number): { surface: Surface; normal: Vec } {
  const blades =
    fbm(x * 22, y * 7, 4, seed + 20) * Math.min(1, 0.06 / footprint) +
    0.5 * (1 - Math.min(1, 0.06 / footprint));
  const patches = fbm(x * 0.8, y * 0.5, 3, seed + 21);
  const green = mix([0.075, 0.09, 0.025], [0.16, 0.14, 0.06], patches);
  const normal = normalize([
    noise(x * 30, y * 12, seed + 22) - 0.5,
    noise(x * 30, y * 12, seed + 23) - 0.5,
    0.9,
  ]);
  return { surface: { ...BARE, albedo: scale(green, 0.3 + 1.3 * blades), gloss: 0.05, rough: 0.9 }, normal };
}

/** Whether a point off the road lies where the meadow has ended and the trees begin. */
export function inWoods(road: RoadSpec, x: number, y: number): boolean {
  const off = Math.max(road.from - x, x - road.to);
  return off > 9 && y > 110 + 160 * fbm(x * 0.05, 0, 3, road.seed + 70) - off * 0.5;
}
