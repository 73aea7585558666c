import type { Faces } from './faces.js';
import type { Shape } from './shapes.js';
import type { Surface } from './surface.js';
import { BARE } from './surface.js';
import type { Vec } from './vector.js';
import { dot, length2, mix, normalize, scale, smoothstep, subtract } from './vector.js';
import type { VehicleSpec } from './vehicle.js';

interface Looks {
  readonly surface: Surface;
  readonly normal: Vec;
}

/** The drawing that lies on the body at a point, chosen by where the body faces there, with its relief and dirt. */
export function bodySurface(
  faces: Faces,
  spec: VehicleSpec,
  shape: Shape,
  [x, y, z]: Vec,
  normal: Vec,
  footprint: number,
): Looks {
  const forwards = spec.end === 'rear' ? 1 : -1;
  const s = spec.end === 'rear' ? y : shape.length - y;
  if (normal[2] < -0.75 && z < 1.2)
    return { surface: { ...BARE, albedo: [0.01, 0.01, 0.01], gloss: 0.1 }, normal };
  // Wings and arches farther along that happen to face the camera are no part of the near end's drawing.
  const facing = y > 0.8 && Math.abs(x) > 0.9 * shape.halfWidth ? 0 : -normal[1];
  let surface: Surface;
  let slope: Vec;
  if (facing > 0.25 && facing > 0.75 * Math.abs(normal[0])) {
    surface = faces.near.at(x, z, footprint, spec.lamps ?? 0);
    slope = [surface.slope[0], 0, surface.slope[1]];
  } else if (Math.abs(normal[0]) > 0.5) {
    surface = faces.side.at(s, z, footprint, 0);
    slope = [0, surface.slope[0] * forwards, surface.slope[1]];
  } else {
    surface = faces.top.at(x, s, footprint, 0);
    slope = [surface.slope[0], surface.slope[1] * forwards, 0];
  }
  const tangent = subtract(slope, scale(normal, dot(slope, normal)));
  return {
    surface: soiled(surface, z, shape, spec.dirt ?? 0.15),
    normal: normalize(subtract(normal, tangent)),
  };
}

function soiled(surface: Surface, z: number, shape: Shape, dirt: number): Surface {
  const share = dirt * (1 - smoothstep(0.2, 0.6 * shape.height, z));
  return {
    ...surface,
    albedo: mix(surface.albedo, [0.13, 0.12, 0.1], share),
    gloss: surface.gloss * (1 - 0.7 * share),
    rough: surface.rough + (0.7 - surface.rough) * share * 0.5,
  };
}

/** Tread, side wall and spokes. */
export function tyreSurface(shape: Shape, end: 'rear' | 'front', p: Vec): Surface {
  const s = end === 'rear' ? p[1] : shape.length - p[1];
  const { radius, track } = shape.wheel;
  const axle = shape.axles.reduce((best, a) => (Math.abs(a - s) < Math.abs(best - s) ? a : best));
  const [du, dv] = [s - axle, p[2] - radius];
  const r = length2(du, dv) / radius;
  const angle = Math.atan2(dv, du);
  if (r < 0.68 && Math.abs(p[0]) > track) {
    const spoke = r > 0.6 || Math.cos(angle * 5) > -0.1 - r * 0.5;
    return spoke
      ? { ...BARE, albedo: [0.42, 0.43, 0.45], gloss: 0.6, rough: 0.25, metal: 0.7 }
      : { ...BARE, albedo: [0.015, 0.015, 0.016], gloss: 0.1, rough: 0.8 };
  }
  const groove = Math.cos(p[0] * 190) > 0.75 || Math.cos(angle * 70) > 0.85;
  return { ...BARE, albedo: groove ? [0.008, 0.008, 0.008] : [0.03, 0.029, 0.028], gloss: 0.15, rough: 0.7 };
}

/** The outer mirror: painted shell, dark foot, and glass towards the rear. */
export function mirrorSurface(
  shell: Surface,
  shape: Shape,
  end: 'rear' | 'front',
  p: Vec,
  normal: Vec,
): Looks {
  const [u, v] = [Math.abs(p[0]) - shape.mirror[0], p[2] - shape.mirror[2]];
  const dark: Surface = { ...BARE, albedo: [0.012, 0.012, 0.013], gloss: 0.25 };
  if (v < -0.03 || u < -0.1) return { surface: dark, normal };
  if (end === 'front' || normal[1] > -0.8) return { surface: shell, normal };
  if (Math.abs(u) > 0.082 || Math.abs(v) > 0.055) return { surface: dark, normal };
  const glass: Surface = { ...BARE, albedo: [0.6, 0.63, 0.66], gloss: 1, rough: 0.02, metal: 1 };
  // Turned down a little, as a driver has it: it shows the road behind.
  return { surface: glass, normal: normalize([0, -1, -0.06]) };
}
