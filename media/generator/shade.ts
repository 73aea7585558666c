import type { Lamp, Light } from './light.js';
import { lampAt, skyColor, skylight } from './light.js';
import type { RoadSpec } from './road.js';
import { throughGantry } from './roadside.js';
import type { Surface } from './surface.js';
import type { Solid } from './solid.js';
import { away, passes } from './solid.js';
import type { Vec } from './vector.js';
import { add, clamp, dot, mix, multiply, normalize, reflect, scale, smoothstep, subtract } from './vector.js';

/** All that light meets or comes from. */
export interface Scene {
  readonly light: Light;
  readonly lamps: readonly Lamp[];
  readonly road: RoadSpec;
  readonly solids: readonly Solid[];
  readonly pixelAngle: number;
}

/** Light that leaves a surface towards the eye. `mirrored` is what its mirror direction shows, where that was traced. */
export function shade(
  scene: Scene,
  s: Surface,
  point: Vec,
  bare: Vec,
  n: Vec,
  d: Vec,
  mirrored: Vec | null,
): Vec {
  const open = openness(scene, point, bare);
  const facing = clamp(-dot(n, d), 0.02, 1);
  const bounced = reflect(d, n);
  const fresnel = 0.1 * s.gloss + (1 - 0.1 * s.gloss) * (1 - facing) ** 5 * Math.max(0, 1 - s.rough * 1.2);
  const clear = Math.min(1, s.gloss * 2.5);
  const sharp = mirrored ?? surroundings(scene, point, bounced, s.rough);
  let color = scale(sharp, fresnel * clear * (0.3 + 0.7 * open));
  if (s.metal > 0) {
    const soft = s.metal > 0.9 ? sharp : surroundings(scene, point, bounced, Math.max(0.35, s.rough));
    color = add(color, scale(multiply(s.albedo, soft), s.metal * open));
  }
  let received = scale(skylight(scene.light, n), open);
  const start = add(point, scale(bare, 0.004));
  for (const lamp of scene.lamps) {
    const lit = lampAt(lamp, point);
    const cosine = dot(n, lit.toward);
    const share =
      cosine > 0 && dot(bare, lit.toward) > 0 ? shadow(scene, lamp, start, lit.toward, lit.distance) : 0;
    if (share <= 0) continue;
    const strength = scale(lit.color, share);
    received = add(received, scale(strength, cosine * (lamp.flash ? 1 + 2.5 * s.retro : 1)));
    const middle = normalize(subtract(lit.toward, d));
    const shine = cosine * Math.min(25, fresnel * clear * 0.6 * lobe(n, middle, s.rough));
    color = add(color, scale(strength, shine));
    if (s.metal > 0) {
      const flakes = cosine * s.metal * 0.6 * lobe(n, middle, Math.max(0.5, s.rough));
      color = add(color, scale(multiply(s.albedo, strength), flakes));
    }
  }
  return add(add(color, scale(multiply(s.albedo, received), 1 - 0.85 * s.metal)), s.emission);
}

/** How much a surface of microfacets (GGX) mirrors where `middle` halves the angle between lamp and eye. */
function lobe(n: Vec, middle: Vec, rough: number): number {
  const cosine = Math.max(0, dot(n, middle));
  const a = Math.max(0.02, rough * rough);
  const q = cosine * cosine * (a * a - 1) + 1;
  return (a * a) / (q * q) / 4;
}

/** What a mirror at `point` shows in direction `d`: the sky, or the road with the shadow of what stands on it. */
function surroundings(scene: Scene, point: Vec, d: Vec, rough: number): Vec {
  const { light } = scene;
  const edge = 0.002 + rough * 0.8;
  const above = smoothstep(-edge, edge, d[2]);
  const sky =
    above > 0
      ? skyColor(light, d[2] < 0.02 ? normalize([d[0], d[1], 0.02]) : d, rough)
      : ([0, 0, 0] as const);
  if (above >= 1) return sky;
  const t = Math.min(40, point[2] / Math.max(0.02, -d[2]));
  const spot: Vec = [point[0] + d[0] * t, point[1] + d[1] * t, 0.02];
  const open = openness(scene, spot, [0, 0, 1]);
  let received = scale(skylight(light, [0, 0, 1]), open);
  const sun = scene.lamps.find((lamp) => lamp.toward);
  if (sun?.toward)
    received = add(received, scale(sun.color, sun.toward[2] * shadow(scene, sun, spot, sun.toward, 60)));
  const albedo = scene.road.pavement === 'asphalt' ? 0.11 : 0.25;
  return mix(scale(received, albedo), sky, above);
}

function shadow(scene: Scene, lamp: Lamp, start: Vec, toward: Vec, distance: number): number {
  if (lamp.shadowless) return 1;
  let share = lamp.toward ? throughGantry(scene.road, start, toward) : 1;
  for (const solid of scene.solids) {
    share = Math.min(share, passes(solid, start, toward, distance, lamp.spread));
    if (share <= 0) return 0;
  }
  return share;
}

/** Share of the sky that a point sees, from distances to what surrounds it. */
function openness(scene: Scene, point: Vec, normal: Vec): number {
  let closed = 0;
  if (normal[2] > 0.9 && clearance(scene, point) > 1.4) return 1;
  for (let h = 0.04, weight = 0.34; h < 1.5; h *= 2.4, weight *= 0.86) {
    const probe = add(point, scale(normal, h));
    const room = Math.min(normal[2] < 0.9 ? probe[2] : Infinity, clearance(scene, probe));
    closed += weight * clamp(1 - room / h, 0, 1);
  }
  return Math.max(0.02, 1 - closed) ** 1.3;
}

function clearance(scene: Scene, point: Vec): number {
  let room = Infinity;
  for (const solid of scene.solids) room = Math.min(room, away(solid, point));
  return room;
}
