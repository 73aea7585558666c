import type { Face } from './faces.js';
import { hatchback, sedan, suv } from './rear-cars.js';
import { truck, van } from './rear-commercial.js';
import type { ShapeName } from './shapes.js';

/** How each shape looks from behind, and where its lit lamps are. */
export const REARS: Readonly<Record<ShapeName, Face>> = {
  sedan: {
    draw: sedan,
    lamps: [
      [-0.72, 0.87],
      [0.72, 0.87],
    ],
  },
  hatchback: {
    draw: hatchback,
    lamps: [
      [-0.76, 0.9],
      [0.76, 0.9],
    ],
  },
  suv: {
    draw: suv,
    lamps: [
      [-0.75, 1.03],
      [0.75, 1.03],
    ],
  },
  van: {
    draw: van,
    lamps: [
      [-0.93, 1.24],
      [0.93, 1.24],
    ],
  },
  truck: {
    draw: truck,
    lamps: [
      [-0.8, 0.85],
      [0.8, 0.85],
    ],
  },
};
