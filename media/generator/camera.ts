import type { Vec } from './vector.js';
import { add, cross, dot, normalize, scale, subtract } from './vector.js';

/** A camera on the gantry. Metres and degrees; the vehicle that it looks at has its near end at about y = 0. */
export interface CameraSpec {
  readonly height: number;
  readonly distance: number;
  /** Sideways offset of the camera from the lane's middle. */
  readonly offset?: number;
  /** The point of the picture's middle, x and z at y = 0. */
  readonly target: readonly [x: number, z: number];
  /** How many metres the picture is wide at the target. */
  readonly width: number;
  /** Turn of the picture, clockwise as seen. */
  readonly roll?: number;
}

export interface Camera {
  readonly eye: Vec;
  /** Angle of one picture element in radians. */
  readonly pixelAngle: number;
  /** Unit direction through a point of the picture, in pixels from the upper left. */
  ray(x: number, y: number): Vec;
  /** Where a point of the world appears, in pixels from the upper left. */
  project(point: Vec): readonly [x: number, y: number];
}

export function createCamera(spec: CameraSpec, width: number, height: number): Camera {
  const eye: Vec = [spec.offset ?? 0, -spec.distance, spec.height];
  const toTarget = subtract([spec.target[0], 0, spec.target[1]], eye);
  const forward = normalize(toTarget);
  const level = normalize(cross(forward, [0, 0, 1]));
  const upright = cross(level, forward);
  const roll = ((spec.roll ?? 0) * Math.PI) / 180;
  const right = add(scale(level, Math.cos(roll)), scale(upright, Math.sin(roll)));
  const up = subtract(scale(upright, Math.cos(roll)), scale(level, Math.sin(roll)));
  const focal = (width * Math.hypot(...toTarget)) / spec.width;
  return {
    eye,
    pixelAngle: 1 / focal,
    ray: (x, y) =>
      normalize(
        add(forward, add(scale(right, (x - width / 2) / focal), scale(up, (height / 2 - y) / focal))),
      ),
    project: (point) => {
      const d = subtract(point, eye);
      const k = focal / dot(d, forward);
      return [width / 2 + dot(d, right) * k, height / 2 - dot(d, up) * k];
    },
  };
}
