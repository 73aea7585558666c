import {
  CHROME,
  crease,
  DARK,
  emblem,
  gap,
  glass,
  half,
  hollow,
  PLASTIC,
  seats,
  sensors,
  tailLamp,
} from './face-parts.js';
import type { FaceSpec } from './faces.js';
import { box, corners } from './outline.js';
import { badge, exhausts, reflectors, wiper } from './rear-parts.js';
import type { Skin } from './skin.js';

export function sedan(skin: Skin, spec: FaceSpec): void {
  const { paint, plateHeight } = spec;
  gap(
    skin,
    half(
      '0 1.2, 0.55 1.2, 0.73 1.05 0.03, 0.7 0.98 0.1, 0.52 0.9 0.05, 0.5 0.72 0.08, 0.44 0.685 0.05, 0 0.685',
    ),
  );
  glass(skin, half('0 1.405, 0.5 1.39 0.06, 0.67 1.13 0.05, 0 1.125'), 0.05);
  seats(skin, 1.2, 0.45, [-0.36, 0, 0.36]);
  skin.draw(box(0, 1.375, 0.22, 0.014), { color: '#5c0a0c', emit: 0.5, gloss: 1, rough: 0.02 });
  crease(skin, half('0 1.045, 0.7 1.035 0.05, 0.68 0.985, 0 0.99'), 3, 0.01, paint.metal);
  tailLamp(
    skin,
    '0.46 0.9 0.03, 0.7 0.965 0.08, 0.95 0.97, 0.97 0.83 0.1, 0.72 0.76 0.1, 0.5 0.765 0.04',
    [
      '0.53 0.885 0.01, 0.72 0.935 0.05, 0.95 0.94, 0.95 0.92, 0.72 0.912 0.05, 0.54 0.865 0.01',
      '0.56 0.8 0.01, 0.72 0.795 0.02, 0.9 0.85, 0.9 0.87, 0.72 0.82 0.02, 0.56 0.822 0.01',
    ],
    '0.55 0.835 0.01, 0.69 0.845 0.01, 0.69 0.872 0.01, 0.55 0.856 0.01',
  );
  skin.both(box(0.518, 0.838, 0.006, 0.14), { ...DARK, height: -4 });
  hollow(skin, spec, 0.62, 0.19);
  skin.draw(box(0, plateHeight + 0.108, 0.66, 0.022, 0.01), { ...CHROME, height: 5 });
  emblem(skin, 0.985, 0.036);
  badge(skin, 'LX', -0.6, 0.995);
  badge(skin, '2.0 T', 0.6, 0.995);
  crease(skin, half('0 0.62, 0.85 0.63 0.1, 0.9 0.58 0.1, 0 0.56'), 2, 0.02, paint.metal);
  skin.draw(half('0 0.43, 0.56 0.43 0.05, 0.7 0.33 0.05, 0.75 0.15, 0 0.15'), PLASTIC);
  gap(skin, half('0 0.43, 0.56 0.43 0.05, 0.7 0.33 0.05, 0.75 0.15, 0 0.15'));
  skin.both(corners('0.84 0.6 0.01, 0.87 0.61 0.01, 0.86 0.4 0.01, 0.83 0.41 0.01'), { ...DARK, height: -4 });
  reflectors(skin, 0.71, 0.44);
  sensors(skin, 0.54, [0.24, 0.62]);
  exhausts(skin, 0.5, 0.36);
}

export function hatchback(skin: Skin, spec: FaceSpec): void {
  const { paint } = spec;
  gap(skin, half('0 1.5, 0.63 1.5, 0.7 1.05 0.1, 0.6 0.98 0.05, 0.58 0.74 0.08, 0.5 0.66 0.06, 0 0.66'));
  glass(skin, half('0 1.385, 0.5 1.37 0.06, 0.64 1.06 0.08, 0 1.02'), 0.05);
  seats(skin, 1.16, 0.55, [-0.34, 0.34]);
  wiper(skin, 1.05, 0.36);
  skin.draw(box(0, 1.415, 0.3, 0.012), { color: '#5c0a0c', emit: 0.5, gloss: 1, rough: 0.02 });
  tailLamp(
    skin,
    '0.6 0.98 0.04, 0.72 1.04 0.06, 0.9 1.04, 0.92 0.76, 0.7 0.72 0.08, 0.62 0.78 0.06',
    [
      '0.64 0.965 0.01, 0.74 1.01 0.03, 0.9 1.01, 0.9 0.98, 0.75 0.98 0.02, 0.66 0.94 0.01',
      '0.66 0.93, 0.69 0.945, 0.7 0.77, 0.67 0.79',
    ],
    '0.72 0.83 0.02, 0.82 0.84 0.02, 0.82 0.78 0.02, 0.72 0.77 0.02',
    '0.72 0.91 0.02, 0.84 0.92 0.02, 0.84 0.86 0.02, 0.72 0.85 0.02',
  );
  crease(skin, half('0 0.93, 0.56 0.95 0.05, 0.56 0.9 0.05, 0 0.87'), 4, 0.015, paint.metal);
  emblem(skin, 0.95, 0.042);
  badge(skin, '1.4', -0.42, 0.74);
  hollow(skin, spec, 0.6, 0.17);
  skin.draw(half('0 0.36, 0.6 0.36 0.05, 0.72 0.28 0.05, 0.72 0.1, 0 0.1'), PLASTIC);
  crease(skin, half('0 0.64, 0.82 0.65 0.1, 0.86 0.6 0.1, 0 0.585'), 2, 0.02, paint.metal);
  reflectors(skin, 0.68, 0.4);
  sensors(skin, 0.5, [0.4, 0.66]);
}

export function suv(skin: Skin, spec: FaceSpec): void {
  const { paint } = spec;
  gap(skin, half('0 1.7, 0.7 1.7, 0.76 1.15 0.1, 0.66 1.08 0.05, 0.64 0.82 0.08, 0.55 0.735 0.06, 0 0.735'));
  glass(skin, half('0 1.55, 0.55 1.535 0.06, 0.7 1.17 0.08, 0 1.125'), 0.055);
  seats(skin, 1.28, 0.6, [-0.38, 0, 0.38]);
  wiper(skin, 1.16, 0.42);
  skin.draw(box(0, 1.585, 0.34, 0.014), { color: '#5c0a0c', emit: 0.5, gloss: 1, rough: 0.02 });
  tailLamp(
    skin,
    '0.42 1.06 0.02, 0.7 1.1 0.08, 0.97 1.12, 0.98 0.93, 0.7 0.91 0.06, 0.45 0.97 0.05',
    [
      '0.46 1.045 0.01, 0.7 1.075 0.03, 0.95 1.09, 0.95 1.06, 0.72 1.045 0.02, 0.47 1.02 0.01',
      '0.5 0.985, 0.7 0.945 0.03, 0.93 0.96, 0.93 0.98, 0.7 0.965 0.03, 0.5 1',
    ],
    '0.56 1.005 0.01, 0.64 1.012 0.01, 0.64 0.985 0.01, 0.56 0.99 0.01',
  );
  skin.both(box(0.665, 1.005, 0.006, 0.18), { ...DARK, height: -4 });
  skin.draw(box(0, 1.035, 0.84, 0.03, 0.01), { ...CHROME, height: 4 });
  emblem(skin, 1.035, 0.05);
  badge(skin, 'GT', 0.5, 0.82);
  hollow(skin, spec, 0.64, 0.2);
  crease(skin, half('0 0.99, 0.4 0.99, 0.36 0.94 0.05, 0 0.94'), 3, 0.012, paint.metal);
  skin.draw(half('0 0.64, 0.75 0.62 0.1, 0.84 0.5 0.1, 0.9 0.45, 0.9 0.1, 0 0.1'), PLASTIC);
  skin.draw(half('0 0.47, 0.42 0.47 0.04, 0.5 0.36 0.04, 0 0.34'), {
    color: ['#b9bdc0', '#7f8487'],
    gloss: 0.5,
    rough: 0.35,
    metal: 0.6,
    height: 3,
  });
  reflectors(skin, 0.68, 0.56);
  sensors(skin, 0.59, [0.25, 0.52]);
  exhausts(skin, 0.63, 0.4);
}
