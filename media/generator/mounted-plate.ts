import { PLATE_LAYOUTS } from './plate-layouts.js';
import { HOLDER, renderPlate } from './render-plate.js';
import type { Skin } from './skin.js';
import type { Surface } from './surface.js';
import type { Vec } from './vector.js';
import { normalize, subtract } from './vector.js';
import type { PlateSpec } from './vehicle.js';
import type { Distance } from './vehicle-forms.js';
import { roundBox } from './vehicle-forms.js';

/** A plate on a vehicle, in the vehicle's axes. */
export interface MountedPlate {
  readonly skin: Skin;
  readonly size: readonly [width: number, height: number];
  readonly center: Vec;
  readonly tilt: { readonly cos: number; readonly sin: number };
  readonly retro: number;
}

/** Sets the plate on the body where it finds it: in front of the most protruding point, tilted as the body is. */
export function mountPlate(body: Distance, spec: PlateSpec, height: number): MountedPlate {
  const layout = PLATE_LAYOUTS[spec.layout];
  const size: readonly [number, number] = [layout.size[0] / 1000, layout.size[1] / 1000];
  const depth = (du: number, dv: number): number => {
    let y = -0.3;
    while (y < 0.5 && body((du * size[0]) / 2, y, height + (dv * size[1]) / 2) > 0.001) y += 0.002;
    return y;
  };
  const top = Math.min(depth(0, 1), depth(1, 1));
  const bottom = Math.min(depth(0, -1), depth(1, -1));
  const tilt = Math.max(-0.1, Math.min(0.35, Math.atan2(top - bottom, size[1])));
  return {
    skin: renderPlate(layout, spec.text),
    size,
    center: [0, (top + bottom) / 2 - 0.014, height],
    tilt: { cos: Math.cos(tilt), sin: Math.sin(tilt) },
    retro: layout.retro,
  };
}

/** A point in the plate's own axes: right, up, and out of its face. */
function onPlate(plate: MountedPlate, x: number, y: number, z: number): Vec {
  const [dy, dz] = [y - plate.center[1], z - plate.center[2]];
  const { cos, sin } = plate.tilt;
  return [x - plate.center[0], dz * cos + dy * sin, dz * sin - dy * cos];
}

export function plateDistance(plate: MountedPlate, x: number, y: number, z: number): number {
  const off = Math.max(Math.abs(y - plate.center[1]), Math.abs(z - plate.center[2]));
  if (off > 0.4) return off - 0.3;
  const [u, v, w] = onPlate(plate, x, y, z);
  const [a, b] = [plate.size[0] / 2 + HOLDER, plate.size[1] / 2 + HOLDER];
  return roundBox(u, v, w + 0.008, a - 0.004, b - 0.004, 0.004, 0.004);
}

/** Corners of the face without its holder, clockwise from the top left as the camera sees them. */
export function plateCorners(plate: MountedPlate): readonly Vec[] {
  const [a, b] = [plate.size[0] / 2, plate.size[1] / 2];
  const at = (u: number, v: number): Vec => [
    plate.center[0] + u,
    plate.center[1] + v * plate.tilt.sin,
    plate.center[2] + v * plate.tilt.cos,
  ];
  return [at(-a, b), at(a, b), at(a, -b), at(-a, -b)];
}

export function plateSurface(
  plate: MountedPlate,
  p: Vec,
  footprint: number,
): { surface: Surface; normal: Vec } {
  const [u, v] = onPlate(plate, p[0], p[1], p[2]);
  const surface = plate.skin.at(u + plate.size[0] / 2, v + plate.size[1] / 2, footprint, 0);
  const { cos, sin } = plate.tilt;
  const [du, dv] = surface.slope;
  const normal = normalize(subtract([0, -cos, sin], [du * 0.5, dv * sin * 0.5, dv * cos * 0.5]));
  return { surface: { ...surface, retro: plate.retro }, normal };
}
