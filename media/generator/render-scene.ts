import type { Camera, CameraSpec } from './camera.js';
import { createCamera } from './camera.js';
import type { Lamp, Light } from './light.js';
import { skyColor } from './light.js';
import { seeded } from './random.js';
import type { RoadSpec } from './road.js';
import { groundAt, inWoods } from './road.js';
import { createBarrier } from './roadside.js';
import type { Scene } from './shade.js';
import { shade } from './shade.js';
import type { Solid } from './solid.js';
import { meet, normalAt, toLocal, turnWorld } from './solid.js';
import type { Vec } from './vector.js';
import { add, dot, mix, normalize, reflect, scale } from './vector.js';
import type { Vehicle, VehicleSpec } from './vehicle.js';
import { createVehicle } from './vehicle.js';

export interface SceneSpec {
  readonly size: readonly [width: number, height: number];
  readonly camera: CameraSpec;
  readonly light: Light;
  readonly road: RoadSpec;
  readonly vehicles: readonly VehicleSpec[];
  /** Power of the camera's own flash. */
  readonly flash?: number;
}

/** Linear light of a picture, three numbers a pixel, and what stood in it. */
export interface Exposure {
  readonly width: number;
  readonly height: number;
  readonly light: Float32Array;
  readonly camera: Camera;
  readonly vehicles: readonly Vehicle[];
}

const FAR = 600;
const BRIGHTEST = 14;

/** Renders a scene: one ray a pixel, and more where neighbouring pixels differ. */
export function renderScene(spec: SceneSpec): Exposure {
  const [width, height] = spec.size;
  const camera = createCamera(spec.camera, width, height);
  const vehicles = spec.vehicles.map(createVehicle);
  const barriers = spec.road.barriers.map(([x, kind]) => createBarrier(x, kind, spec.road.seed));
  const scene: Scene = {
    light: spec.light,
    lamps: [...spec.light.lamps, ...flashLamps(spec, camera), ...vehicleLamps(spec, vehicles)],
    road: spec.road,
    solids: [...vehicles, ...barriers],
    pixelAngle: camera.pixelAngle,
  };
  const light = new Float32Array(width * height * 3);
  const look = (x: number, y: number): Vec => {
    const [r, g, b] = trace(scene, camera.eye, camera.ray(x, y), 0);
    return [Math.min(BRIGHTEST, r), Math.min(BRIGHTEST, g), Math.min(BRIGHTEST, b)];
  };
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k += 3) light.set(look(x + 0.5, y + 0.5), k);
  }
  refine(light, width, height, spec.light.exposure, look);
  return { width, height, light, camera, vehicles };
}

const EXTRA = 5;

/** Adds rays to the pixels that differ from a neighbour by more than the eye forgives. */
function refine(
  light: Float32Array,
  width: number,
  height: number,
  exposure: number,
  look: (x: number, y: number) => Vec,
): void {
  const random = seeded(width * 7919 + height);
  const tone = Float32Array.from(light, (v) => Math.sqrt(Math.min(1, v * exposure)));
  const differs = (a: number, b: number): boolean => {
    for (let c = 0; c < 3; c++) if (Math.abs(tone[a + c]! - tone[b + c]!) > 0.06) return true;
    return false;
  };
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const k = (y * width + x) * 3;
      if (
        !differs(k, k - 3) &&
        !differs(k, k + 3) &&
        !differs(k, k - width * 3) &&
        !differs(k, k + width * 3)
      )
        continue;
      let sum: Vec = [light[k]!, light[k + 1]!, light[k + 2]!];
      for (let i = 0; i < EXTRA; i++)
        sum = add(sum, look(x + (i + random()) / EXTRA, y + (((i * 2) % EXTRA) + random()) / EXTRA));
      light.set(scale(sum, 1 / (EXTRA + 1)), k);
    }
  }
}

function flashLamps(spec: SceneSpec, camera: Camera): readonly Lamp[] {
  if (!spec.flash) return [];
  const power = spec.flash * (spec.camera.distance ** 2 + spec.camera.height ** 2);
  return [
    {
      at: add(camera.eye, [0.3, 0, 0.2]),
      color: [power, power, power * 1.05],
      spread: 0.01,
      flash: true,
      shadowless: true,
    },
  ];
}

function vehicleLamps(spec: SceneSpec, vehicles: readonly Vehicle[]): readonly Lamp[] {
  return vehicles.flatMap((vehicle, i) => {
    const { lamps = 0, end } = spec.vehicles[i]!;
    if (lamps === 0) return [];
    const color: Vec =
      end === 'rear' ? [0.25 * lamps, 0.02 * lamps, 0.015 * lamps] : [0.4 * lamps, 0.4 * lamps, 0.37 * lamps];
    const beam = {
      along: normalize([0, -1, end === 'rear' ? -0.2 : -0.06]),
      cosine: end === 'rear' ? 0 : 0.5,
    };
    return vehicle.lampsAt.map((at): Lamp => ({ at, color, beam, spread: 0.1, shadowless: true }));
  });
}

function trace(scene: Scene, origin: Vec, direction: Vec, depth: number): Vec {
  const ground = direction[2] < -1e-6 ? -origin[2] / direction[2] : Infinity;
  let nearest = Math.min(FAR, ground);
  let met: Solid | null = null;
  for (const solid of scene.solids) {
    const t = meet(solid, origin, direction, nearest);
    if (t < nearest) [nearest, met] = [t, solid];
  }
  const point = add(origin, scale(direction, nearest));
  if (!met && (ground >= FAR || inWoods(scene.road, point[0], point[1])))
    return skyColor(scene.light, direction, 0.01);
  const footprint = nearest * scene.pixelAngle;
  const color = met
    ? shadeSolid(scene, met, point, direction, footprint)
    : shadeGround(scene, point, direction, footprint, depth);
  const haze = 1 - Math.exp(-nearest / 700);
  return mix(color, skyColor(scene.light, normalize([direction[0], direction[1], 0.15]), 0.5), haze);
}

function shadeSolid(scene: Scene, solid: Solid, point: Vec, direction: Vec, footprint: number): Vec {
  const local = toLocal(solid, point);
  const bare = normalAt(solid, local, 0.0125);
  const slant = Math.max(0.25, Math.abs(dot(turnWorld(solid, bare), direction)));
  const { surface, normal } = solid.surface(local, bare, footprint / Math.sqrt(slant));
  const world = turnWorld(solid, normal);
  return shade(scene, surface, point, turnWorld(solid, bare), world, direction, null);
}

function shadeGround(scene: Scene, point: Vec, direction: Vec, footprint: number, depth: number): Vec {
  const { surface, normal } = groundAt(scene.road, point[0], point[1], footprint);
  const wet = depth === 0 && surface.gloss > 0.13;
  const bounced = wet ? reflect(direction, normalize([normal[0] * 0.6, normal[1] * 0.6, 1])) : null;
  const mirrored = bounced && bounced[2] > 0 ? trace(scene, add(point, [0, 0, 0.01]), bounced, 1) : null;
  return shade(scene, surface, point, [0, 0, 1], normal, direction, mirrored);
}
