import { DARK, gap, glass, half, PLASTIC } from './face-parts.js';
import { FRONTS } from './front-faces.js';
import { box, corners } from './outline.js';
import { PLATE_LAYOUTS } from './plate-layouts.js';
import { REARS } from './rear-faces.js';
import type { Shape, ShapeName } from './shapes.js';
import type { Finish, Surface } from './surface.js';
import { Skin } from './skin.js';
import { BARE } from './surface.js';
import { srgbToLinear } from './picture-map.js';
import type { VehicleSpec } from './vehicle.js';

export interface Faces {
  /** Seen from the camera: x, z. */
  readonly near: Skin;
  /** Seen from either side: s, z. */
  readonly side: Skin;
  /** Seen from above: x, s. */
  readonly top: Skin;
  readonly mirror: Surface;
  /** Middles of the lit lamps at the near end, x and z. */
  readonly lamps: readonly (readonly [x: number, z: number])[];
}

/** What a shape's end is drawn with. */
export interface FaceSpec {
  readonly paint: Finish;
  readonly lettering: readonly string[];
  /** How high the middle of the plate sits. */
  readonly plateHeight: number;
  /** How tall the plate itself is. */
  readonly plateTall: number;
}

export interface Face {
  readonly lamps: readonly (readonly [x: number, z: number])[];
  draw(skin: Skin, spec: FaceSpec): void;
}

/** Side windows (s, z), pillars between them, and where the windscreen begins above the bonnet. */
const SIDES: Readonly<
  Record<ShapeName, { windows: string; pillars: readonly number[]; doors: readonly number[]; cowl: number }>
> = {
  sedan: {
    windows: '0.75 1.03 0.04, 1.25 1.34 0.2, 2.05 1.39 0.4, 2.65 1.31 0.2, 3.28 1.01 0.05, 2.2 0.98',
    pillars: [1.25, 2.1],
    doors: [1.15, 2.1, 3.2],
    cowl: 3.5,
  },
  hatchback: {
    windows: '0.5 1.06 0.06, 0.65 1.33 0.1, 1.6 1.4 0.4, 2.25 1.33 0.2, 2.85 1.03 0.05, 1.8 0.99',
    pillars: [0.95, 1.75],
    doors: [0.95, 1.75, 2.75],
    cowl: 3.1,
  },
  suv: {
    windows: '0.5 1.18 0.06, 0.65 1.5 0.1, 1.8 1.57 0.4, 2.55 1.49 0.2, 3.2 1.13 0.05, 2 1.08',
    pillars: [1, 2],
    doors: [1, 2, 3.05],
    cowl: 3.45,
  },
  van: {
    windows: '0.35 1.3 0.06, 0.4 1.78 0.08, 3.3 1.78 0.2, 3.95 1.22 0.05, 3 1.15',
    pillars: [1.6, 3],
    doors: [1.6, 3, 3.95],
    cowl: 4.3,
  },
  truck: { windows: '1 2 0, 1.01 2 0, 1.01 2.01 0', pillars: [], doors: [], cowl: 7.5 },
};

export function drawFaces(shape: Shape, spec: VehicleSpec): Faces {
  const paint: Finish = { color: spec.paint, gloss: 0.5, rough: 0.02, metal: spec.metal ?? 0.4 };
  const reach = shape.halfWidth + 0.15;
  const face = spec.end === 'rear' ? REARS[spec.shape] : FRONTS[spec.shape];
  if (!face) throw new Error(`expected a shape with a drawn ${spec.end} but received ${spec.shape}`);
  const near = new Skin(-reach, 0, 2 * reach, shape.height + 0.1, shape.length > 6 ? 600 : 800, paint);
  face.draw(near, {
    paint,
    lettering: spec.lettering ?? [],
    plateHeight: shape.plateAt[spec.end],
    plateTall: spec.plate ? PLATE_LAYOUTS[spec.plate.layout].size[1] / 1000 : 0,
  });
  const side = new Skin(0, 0, shape.length, shape.height + 0.1, 260, paint);
  const top = new Skin(-reach, 0, 2 * reach, shape.length, 260, paint);
  drawSide(side, shape, spec.shape);
  drawTop(top, shape, spec.shape);
  return { near, side, top, mirror: mirrorFinish(spec.paint), lamps: face.lamps };
}

function drawSide(skin: Skin, shape: Shape, name: ShapeName): void {
  const { windows, pillars, doors } = SIDES[name];
  if (name === 'truck') return;
  const z = shape.mirror[2];
  for (const s of doors)
    gap(skin, [
      [s, 0.35],
      [s + 0.001, 0.35],
      [s + 0.04, z],
      [s + 0.04, z],
    ]);
  skin.draw(corners(`0 0, ${shape.length} 0, ${shape.length} 0.33, 0 0.33`), PLASTIC);
  glass(skin, corners(windows), 0.05);
  for (const s of pillars) skin.draw(box(s, z + 0.25, 0.07, 0.6), DARK);
  for (const s of doors.slice(1)) skin.draw(box(s - 0.85, z - 0.14, 0.2, 0.03, 0.01), { height: 6 });
}

function drawTop(skin: Skin, shape: Shape, name: ShapeName): void {
  if (name === 'truck') return;
  const { cowl } = SIDES[name];
  const w = shape.halfWidth;
  skin.draw(
    half(`0 ${cowl - 0.12}, ${w * 0.75} ${cowl - 0.2}, ${w * 0.75} ${cowl + 0.02}, 0 ${cowl + 0.1}`),
    PLASTIC,
  );
  gap(
    skin,
    half(
      `0 ${cowl + 0.1}, ${w * 0.8} ${cowl + 0.02} 0.05, ${w * 0.74} ${shape.length - 0.3} 0.2, 0 ${shape.length - 0.1}`,
    ),
    0.008,
  );
  for (const side of [-1, 1]) {
    const ridge = corners(
      `${w * 0.42} ${cowl + 0.15}, ${w * 0.46} ${cowl + 0.15}, ${w * 0.3} ${shape.length - 0.2}, ${w * 0.27} ${shape.length - 0.2}`,
    );
    skin.draw(
      ridge.map(([u, v]) => [u * side, v] as const),
      { height: 5, metal: 0.35 },
      { soft: 0.012 },
    );
  }
  if (name === 'suv')
    skin.both(box(w * 0.66, 1.6, 0.035, 2, 0.02), { ...PLASTIC, color: '#3a3d40', height: 9 });
}

function mirrorFinish(paint: string): Surface {
  const value = Number.parseInt(paint.slice(1), 16);
  const channel = (shift: number): number => srgbToLinear(((value >> shift) & 255) / 255);
  return { ...BARE, albedo: [channel(16), channel(8), channel(0)], gloss: 0.5, rough: 0.05 };
}
