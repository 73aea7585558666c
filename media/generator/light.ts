import { fbm } from './random.js';
import type { Vec } from './vector.js';
import { add, clamp, dot, mix, normalize, scale, smoothstep } from './vector.js';

/** Light that comes from somewhere: the sun (`toward` is its direction) or a lamp (`at` is its place). */
export interface Lamp {
  readonly toward?: Vec;
  readonly at?: Vec;
  /** Irradiance of a surface that faces it: everywhere (sun), or 1 m away (lamp). */
  readonly color: Vec;
  /** Angular radius in radians, which softens its shadows. */
  readonly spread: number;
  /** A beam: its unit direction and the cosine of its half angle. */
  readonly beam?: { readonly along: Vec; readonly cosine: number };
  /** Sits at the camera, so that retroreflective film throws it back; casts no visible shadow. */
  readonly flash?: boolean;
  readonly shadowless?: boolean;
}

export interface Light {
  readonly zenith: Vec;
  readonly horizon: Vec;
  readonly trees: Vec;
  readonly cloud: Vec;
  readonly clouds: number;
  /** Light that the ground throws upwards. */
  readonly bounce: Vec;
  /** A brighter part of the sky: where, how much. */
  readonly glow: { readonly toward: Vec; readonly color: Vec };
  readonly lamps: readonly Lamp[];
  readonly exposure: number;
}

/** Direction to an azimuth (degrees clockwise from away from the camera) and elevation. */
const towards = (azimuth: number, elevation: number): Vec => {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  return [Math.sin(a) * Math.cos(e), Math.cos(a) * Math.cos(e), Math.sin(e)];
};

const street = (x: number, y: number): Lamp => ({ at: [x, y, 9], color: [75, 52, 26], spread: 0.03 });

export function sunny(azimuth: number, elevation: number): Light {
  const warm = clamp(1.25 - elevation / 60, 0, 1);
  const sun = towards(azimuth, elevation);
  const color: Vec = [2.9, 2.75 - 0.35 * warm, 2.45 - 0.85 * warm];
  return {
    zenith: [0.2, 0.36, 0.72],
    horizon: [1.0, 1.1, 1.25],
    trees: [0.05, 0.075, 0.03],
    cloud: [1.35, 1.32, 1.28],
    clouds: 0.75,
    bounce: [0.22, 0.21, 0.19],
    glow: { toward: sun, color: [0.6, 0.5, 0.35] },
    lamps: [{ toward: sun, color, spread: 0.012 }],
    exposure: 0.5,
  };
}

export const overcast: Light = {
  zenith: [0.95, 1.0, 1.07],
  horizon: [0.8, 0.84, 0.9],
  trees: [0.05, 0.06, 0.045],
  cloud: [0.6, 0.64, 0.7],
  clouds: 0.6,
  bounce: [0.12, 0.12, 0.12],
  glow: { toward: towards(150, 60), color: [0.2, 0.2, 0.18] },
  lamps: [{ toward: towards(160, 62), color: [0.35, 0.35, 0.34], spread: 0.35 }],
  exposure: 0.82,
};

export const dusk: Light = {
  zenith: [0.12, 0.19, 0.42],
  horizon: [0.36, 0.32, 0.42],
  trees: [0.012, 0.012, 0.016],
  cloud: [0.5, 0.32, 0.34],
  clouds: 0.7,
  bounce: [0.04, 0.04, 0.05],
  glow: { toward: towards(215, 3), color: [1.6, 0.75, 0.32] },
  lamps: [{ toward: towards(215, 9), color: [0.4, 0.23, 0.12], spread: 0.08 }, street(-6, 5)],
  exposure: 1.35,
};

export const night: Light = {
  zenith: [0.002, 0.003, 0.007],
  horizon: [0.028, 0.02, 0.014],
  trees: [0.001, 0.001, 0.001],
  cloud: [0.01, 0.008, 0.007],
  clouds: 0.4,
  bounce: [0.008, 0.006, 0.004],
  glow: { toward: towards(20, 2), color: [0.05, 0.03, 0.015] },
  lamps: [street(-5.5, -4), street(-5.5, 22)],
  exposure: 2,
};

/** What the sky and the horizon look like in a unit direction; `rough` blurs, as a rough mirror does. */
export function skyColor(light: Light, d: Vec, rough: number): Vec {
  const up = Math.max(0, d[2]);
  let color = mix(light.horizon, light.zenith, up ** 0.55);
  if (up > 0.01 && rough < 0.3) {
    const k = 1.6 / (up + 0.16);
    const cover = smoothstep(0.47, 0.72, fbm(d[0] * k + 3, d[1] * k, 4, 77));
    color = mix(color, light.cloud, cover * light.clouds * (1 - rough / 0.3));
  }
  const glow = Math.max(0, dot(d, light.glow.toward)) ** (rough > 0.2 ? 4 : 9);
  color = add(color, scale(light.glow.color, glow * (rough > 0.2 ? 0.5 : 1)));
  return landscape(light, d, rough, color);
}

/** Hills and, before them, trees stand in front of the sky's lowest degrees; air lightens what is far. */
function landscape(light: Light, d: Vec, rough: number, sky: Vec): Vec {
  const edge = 0.0015 + rough * 0.5;
  if (d[2] > 0.11 + edge) return sky;
  const azimuth = Math.atan2(d[0], d[1]);
  const hills = 0.004 + 0.022 * fbm(azimuth * 5 + 9, 0.5, 3, 31);
  const far = mix(light.trees, scale(light.horizon, 0.8), 0.3);
  const back = mix(far, sky, smoothstep(hills - edge * 2, hills + edge * 2, d[2]));
  const crown =
    0.002 + 0.017 * fbm(azimuth * 36, 0.5, 2, 32) ** 1.5 + 0.008 * fbm(azimuth * 300, d[2] * 300, 3, 33);
  const leaves = scale(
    light.trees,
    0.25 + 0.9 * fbm(azimuth * 500, d[2] * 500, 3, 34) + 40 * Math.max(0, d[2]),
  );
  return mix(mix(leaves, light.horizon, 0.08), back, smoothstep(crown - edge, crown + edge, d[2]));
}

/** Irradiance from the whole sky and the ground on a surface with unit normal `n`. */
export function skylight(light: Light, n: Vec): Vec {
  const sky = mix(light.horizon, light.zenith, 0.65);
  const low = scale(light.glow.color, 0.08 * Math.max(0, 0.4 + 0.6 * dot(n, light.glow.toward)));
  return mix(light.bounce, add(scale(sky, 1.0), low), 0.5 + 0.5 * n[2]);
}

/** How a lamp lights a point: direction to it, irradiance before the cosine, distance. */
export function lampAt(
  lamp: Lamp,
  p: Vec,
): { readonly toward: Vec; readonly color: Vec; readonly distance: number } {
  if (lamp.toward) return { toward: lamp.toward, color: lamp.color, distance: 60 };
  const at = lamp.at ?? [0, 0, 0];
  const d: Vec = [at[0] - p[0], at[1] - p[1], at[2] - p[2]];
  const distance = Math.sqrt(dot(d, d));
  const toward = normalize(d);
  const beam = lamp.beam ? smoothstep(lamp.beam.cosine, 1, -dot(toward, lamp.beam.along)) ** 2 : 1;
  return { toward, color: scale(lamp.color, beam / (distance * distance + 0.05)), distance };
}
