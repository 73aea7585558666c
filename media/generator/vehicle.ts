import type { Camera } from './camera.js';
import { drawFaces } from './faces.js';
import type { MountedPlate } from './mounted-plate.js';
import { mountPlate, plateCorners, plateDistance, plateSurface } from './mounted-plate.js';
import type { PlateLayoutName } from './plate-layouts.js';
import type { ShapeName } from './shapes.js';
import { SHAPES } from './shapes.js';
import type { Solid } from './solid.js';
import { tabulate, toWorld } from './solid.js';
import type { Vec } from './vector.js';
import type { Distance, Forms } from './vehicle-forms.js';
import { createForms } from './vehicle-forms.js';
import { bodySurface, mirrorSurface, tyreSurface } from './vehicle-surface.js';

export interface VehicleSpec {
  readonly shape: ShapeName;
  /** Which end looks at the camera. */
  readonly end: 'rear' | 'front';
  /** CSS colour `#rrggbb`. */
  readonly paint: string;
  /** Share of metallic flakes in the paint (default 0.4). */
  readonly metal?: number;
  /** Where the middle of the near end stands on the road (default the origin). */
  readonly at?: readonly [x: number, y: number];
  /** Degrees to the left, as in a lane change. */
  readonly yaw?: number;
  readonly plate?: PlateSpec;
  /** Brightness of the lamps; 0 (default) is off. */
  readonly lamps?: number;
  readonly lettering?: readonly string[];
  /** How much road film lies on the lower body, 0 to 1. */
  readonly dirt?: number;
}

export interface PlateSpec {
  readonly layout: PlateLayoutName;
  readonly text: string;
}

export interface Vehicle extends Solid {
  /** Corners of the plate in the world, clockwise from the top left as the camera sees them. */
  readonly plateCorners: readonly Vec[] | null;
  /** Where the lamps of the near end are, in the world. */
  readonly lampsAt: readonly Vec[];
}

export function createVehicle(spec: VehicleSpec): Vehicle {
  const shape = SHAPES[spec.shape];
  const forms = createForms(shape, spec.end);
  const plate = spec.plate ? mountPlate(forms.body, spec.plate, shape.plateAt[spec.end]) : null;
  const skins = drawFaces(shape, spec);
  const angle = ((spec.yaw ?? 0) * Math.PI) / 180;
  const reach = Math.max(shape.halfWidth, shape.mirror[0] + 0.14) + 0.03;
  const low: Vec = [-reach, -0.08, 0];
  const high: Vec = [reach, shape.length + 0.05, shape.height + 0.08];
  const distance = nearestForm(forms, plate);
  const [x, y] = spec.at ?? [0, 0];
  const solid: Solid = {
    origin: [x, y, 0],
    yaw: { cos: Math.cos(angle), sin: Math.sin(angle) },
    low,
    high,
    distance,
    coarse: tabulate(distance, low, high),
    surface(p, normal, footprint) {
      const part = partAt(forms, plate, p);
      if (part === 'plate' && plate) return plateSurface(plate, p, footprint);
      if (part === 'tyre') return { surface: tyreSurface(shape, spec.end, p), normal };
      if (part === 'mirror') return mirrorSurface(skins.mirror, shape, spec.end, p, normal);
      return bodySurface(skins, spec, shape, p, normal, footprint);
    },
  };
  return {
    ...solid,
    plateCorners: plate ? plateCorners(plate).map((corner) => toWorld(solid, corner)) : null,
    lampsAt: skins.lamps.map(([lampX, lampZ]) => toWorld(solid, [lampX, -0.05, lampZ])),
  };
}

function nearestForm(forms: Forms, plate: MountedPlate | null): Distance {
  return (x, y, z) => {
    const d = Math.min(forms.body(x, y, z), forms.wheels(x, y, z), forms.mirrors(x, y, z));
    return plate ? Math.min(d, plateDistance(plate, x, y, z)) : d;
  };
}

function partAt(
  forms: Forms,
  plate: MountedPlate | null,
  [x, y, z]: Vec,
): 'body' | 'plate' | 'tyre' | 'mirror' {
  const [body, tyre, mirror] = [forms.body(x, y, z), forms.wheels(x, y, z), forms.mirrors(x, y, z)];
  const bound = plate ? plateDistance(plate, x, y, z) : Infinity;
  const nearest = Math.min(body, tyre, mirror, bound);
  return nearest === bound ? 'plate' : nearest === body ? 'body' : nearest === tyre ? 'tyre' : 'mirror';
}

/** A plate's box in whole pixels of the picture, as labels have it. */
export function plateBox(
  corners: readonly Vec[],
  camera: Camera,
): { x: number; y: number; w: number; h: number } {
  const points = corners.map((corner) => camera.project(corner));
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [x, y] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
  return { x, y, w: Math.round(Math.max(...xs)) - x, h: Math.round(Math.max(...ys)) - y };
}
