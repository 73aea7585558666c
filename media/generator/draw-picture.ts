import { createCamera } from './camera.js';
import type { PictureSpec } from './catalogue.js';
import { develop } from './develop.js';
import { encodePicture } from './encode.js';
import { renderScene } from './render-scene.js';
import { createVehicle, plateBox } from './vehicle.js';

/** A plate in a picture: its text without signs, and its box in pixels of the picture as displayed. */
export interface Label {
  readonly plate: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Renders, develops and encodes one picture; `share` makes it smaller, for a quick look. */
export function drawPicture(spec: PictureSpec, share = 1): Buffer {
  const [w, h] = spec.scene.size;
  const exposure = renderScene({ ...spec.scene, size: [Math.round(w * share), Math.round(h * share)] });
  const type = spec.file.endsWith('.png') ? 'png' : 'jpeg';
  return encodePicture(develop(exposure, spec.film), { type, quality: 86, turned: spec.turned });
}

/** The plates that a picture shows, from its geometry alone. */
export function labelsOf({ scene }: PictureSpec): readonly Label[] {
  const camera = createCamera(scene.camera, ...scene.size);
  return scene.vehicles.flatMap((vehicle) => {
    const corners = createVehicle(vehicle).plateCorners;
    if (!vehicle.plate || !corners) return [];
    return [{ plate: vehicle.plate.text.replace(/[^A-Z0-9]/g, ''), ...plateBox(corners, camera) }];
  });
}
