import {
  CHROME,
  crease,
  DARK,
  emblem,
  gap,
  glass,
  grille,
  half,
  headLamp,
  PLASTIC,
  sensors,
} from './face-parts.js';
import type { Face, FaceSpec } from './faces.js';
import { box, corners } from './outline.js';
import type { ShapeName } from './shapes.js';
import type { Skin } from './skin.js';

/** A windscreen with what shows behind it: dashboard, steering wheel, head restraints, the inner mirror. */
function windscreen(skin: Skin, shape: string, low: number, high: number): void {
  const outline = half(shape);
  glass(skin, outline, 0.05);
  const rise = high - low;
  for (const u of [-0.33, 0.33]) {
    skin.draw(
      box(u, low + rise * 0.42, 0.36, rise * 0.5, 0.08),
      { color: '#24272a' },
      { soft: 0.01, alpha: 0.8 },
    );
    skin.draw(
      box(u, low + rise * 0.72, 0.2, rise * 0.2, 0.05),
      { color: '#2c3033' },
      { soft: 0.008, alpha: 0.9 },
    );
  }
  skin.draw(box(0, low + rise * 0.1, 1.2, rise * 0.24, 0.05), { color: '#0d0f10' }, { soft: 0.01 });
  skin.draw(
    box(0.33, low + rise * 0.24, 0.3, rise * 0.3, 0.12),
    { color: '#060607' },
    { line: 0.022, soft: 0.003 },
  );
  skin.draw(box(0, high - rise * 0.13, 0.2, rise * 0.14, 0.02), { color: '#050506' });
  for (const [from, to] of [
    [-0.05, -0.6],
    [0.5, 0.02],
  ] as const) {
    const blade = `${from} ${low + 0.03}, ${from} ${low + 0.018}, ${to} ${low + 0.01}, ${to} ${low + 0.02}`;
    skin.draw(corners(blade), { color: '#0b0b0c', gloss: 0.3, rough: 0.5, height: 6 }, { line: 0.006 });
  }
}

function sedan(skin: Skin, { paint, plateHeight }: FaceSpec): void {
  gap(skin, half('0 0.755, 0.4 0.755 0.05, 0.7 0.8 0.1, 0.6 1.06, 0 1.06'));
  windscreen(skin, '0 1.395, 0.5 1.38 0.06, 0.66 1.02 0.05, 0 0.985', 1, 1.38);
  headLamp(
    skin,
    '0.46 0.735 0.03, 0.7 0.765 0.1, 0.93 0.76, 0.94 0.66, 0.72 0.63 0.08, 0.5 0.655 0.04',
    [
      [0.6, 0.695, 0.03],
      [0.73, 0.7, 0.032],
    ],
    '0.5 0.668 0.01, 0.72 0.648 0.03, 0.92 0.672, 0.92 0.66, 0.72 0.636 0.03, 0.5 0.656 0.01',
  );
  grille(skin, half('0 0.735, 0.42 0.725 0.04, 0.38 0.575 0.05, 0 0.56'), 0.56, 0.735, 0.4, 0.03);
  skin.draw(
    half('0 0.735, 0.42 0.725 0.04, 0.38 0.575 0.05, 0 0.56'),
    { ...CHROME, height: 4 },
    { line: 0.012 },
  );
  emblem(skin, 0.655, 0.05);
  grille(skin, half('0 0.4, 0.5 0.4 0.03, 0.56 0.29 0.03, 0 0.27'), 0.27, 0.4, 0.5, 0.035);
  skin.both(corners('0.62 0.5 0.04, 0.86 0.53 0.05, 0.84 0.36 0.04, 0.68 0.33 0.04'), {
    ...PLASTIC,
    height: -4,
  });
  skin.both(corners('0.68 0.43 0.01, 0.82 0.45 0.01, 0.82 0.435 0.01, 0.68 0.415 0.01'), CHROME);
  skin.draw(half('0 0.235, 0.8 0.25, 0.8 0.1, 0 0.1'), PLASTIC);
  skin.draw(box(0, plateHeight, 0.56, 0.15, 0.015), { ...PLASTIC, height: 2 });
  crease(skin, half('0 0.545, 0.56 0.55, 0.6 0.52 0.03, 0 0.515'), 3, 0.01, paint.metal);
  sensors(skin, 0.5, [0.42, 0.58]);
}

function hatchback(skin: Skin, { paint, plateHeight }: FaceSpec): void {
  gap(skin, half('0 0.79, 0.36 0.79 0.05, 0.64 0.83 0.1, 0.58 1.06, 0 1.06'));
  windscreen(skin, '0 1.425, 0.48 1.41 0.06, 0.64 1.03 0.05, 0 0.99', 1, 1.41);
  headLamp(
    skin,
    '0.42 0.765 0.04, 0.64 0.81 0.1, 0.88 0.85, 0.9 0.67, 0.68 0.62 0.08, 0.48 0.65 0.06',
    [
      [0.57, 0.71, 0.04],
      [0.7, 0.725, 0.035],
    ],
    '0.48 0.672 0.01, 0.68 0.648 0.03, 0.86 0.7, 0.86 0.686, 0.68 0.634 0.03, 0.48 0.658 0.01',
  );
  grille(skin, half('0 0.745, 0.38 0.735 0.03, 0.36 0.675 0.02, 0 0.665'), 0.665, 0.745, 0.37, 0.027);
  emblem(skin, 0.72, 0.055);
  skin.draw(half('0 0.38, 0.55 0.4 0.05, 0.62 0.25 0.05, 0 0.23'), { ...DARK, height: -5 });
  grille(skin, half('0 0.36, 0.46 0.36 0.03, 0.5 0.26 0.03, 0 0.25'), 0.25, 0.36, 0.46, 0.03);
  skin.both(box(0.69, 0.4, 0.13, 0.09, 0.04), { ...PLASTIC, height: -4 });
  skin.both(box(0.69, 0.4, 0.075, 0.07, 0.035), {
    color: ['#dfe4e8', '#868c90'],
    gloss: 1,
    rough: 0.03,
    emit: 0.15,
  });
  skin.draw(box(0, plateHeight, 0.56, 0.15, 0.015), { ...PLASTIC, height: 2 });
  crease(skin, half('0 0.63, 0.45 0.63, 0.6 0.58 0.05, 0 0.59'), 3, 0.012, paint.metal);
}

function suv(skin: Skin, { paint, plateHeight }: FaceSpec): void {
  gap(skin, half('0 0.93, 0.4 0.93 0.05, 0.7 0.95 0.1, 0.6 1.18, 0 1.18'));
  windscreen(skin, '0 1.6, 0.56 1.585 0.06, 0.7 1.13 0.05, 0 1.09', 1.1, 1.585);
  headLamp(
    skin,
    '0.48 0.885 0.03, 0.7 0.915 0.08, 0.95 0.93, 0.96 0.79, 0.72 0.77 0.08, 0.5 0.79 0.04',
    [
      [0.6, 0.845, 0.035],
      [0.74, 0.85, 0.037],
    ],
    '0.52 0.9 0.01, 0.7 0.908 0.03, 0.92 0.922, 0.92 0.908, 0.7 0.895 0.03, 0.52 0.886 0.01',
  );
  grille(skin, half('0 0.9, 0.45 0.885 0.04, 0.4 0.66 0.06, 0 0.65'), 0.65, 0.9, 0.43, 0.042);
  skin.draw(half('0 0.9, 0.45 0.885 0.04, 0.4 0.66 0.06, 0 0.65'), { ...CHROME, height: 4 }, { line: 0.016 });
  emblem(skin, 0.79, 0.065);
  skin.draw(half('0 0.5, 0.66 0.52 0.08, 0.9 0.5, 0.9 0.1, 0 0.1'), PLASTIC);
  grille(skin, half('0 0.48, 0.48 0.48 0.03, 0.54 0.38 0.03, 0 0.36'), 0.36, 0.48, 0.5, 0.035);
  skin.draw(half('0 0.36, 0.4 0.36 0.03, 0.5 0.3 0.03, 0 0.28'), {
    color: ['#b9bdc0', '#7f8487'],
    gloss: 0.5,
    rough: 0.35,
    metal: 0.6,
    height: 3,
  });
  skin.both(box(0.74, 0.6, 0.14, 0.06, 0.025), {
    color: ['#dfe4e8', '#868c90'],
    gloss: 1,
    rough: 0.03,
    emit: 0.12,
  });
  skin.draw(box(0, plateHeight, 0.56, 0.15, 0.015), { ...PLASTIC, height: 2 });
  crease(skin, half('0 0.635, 0.6 0.65, 0.66 0.6 0.05, 0 0.6'), 3, 0.012, paint.metal);
}

function van(skin: Skin, { paint, plateHeight }: FaceSpec): void {
  gap(skin, half('0 0.93, 0.5 0.94 0.05, 0.76 1.0 0.1, 0.7 1.3, 0 1.3'));
  windscreen(skin, '0 1.9, 0.72 1.87 0.08, 0.86 1.25 0.06, 0 1.2', 1.22, 1.87);
  headLamp(
    skin,
    '0.58 0.94 0.04, 0.76 1.0 0.08, 0.97 1.06, 0.98 0.78, 0.76 0.74 0.08, 0.6 0.78 0.06',
    [
      [0.69, 0.87, 0.05],
      [0.81, 0.9, 0.045],
    ],
    '0.62 0.8 0.01, 0.76 0.775 0.03, 0.92 0.82, 0.92 0.806, 0.76 0.76 0.03, 0.62 0.785 0.01',
  );
  grille(skin, half('0 0.92, 0.54 0.91 0.04, 0.52 0.72 0.05, 0 0.71'), 0.71, 0.92, 0.54, 0.05);
  emblem(skin, 0.82, 0.07);
  skin.draw(half('0 0.5, 0.9 0.52 0.05, 0.97 0.45, 0.95 0.2, 0 0.2'), PLASTIC);
  grille(skin, half('0 0.44, 0.56 0.44 0.04, 0.6 0.3 0.04, 0 0.29'), 0.29, 0.44, 0.58, 0.04);
  skin.draw(box(0, plateHeight, 0.56, 0.15, 0.015), { ...PLASTIC, height: 2 });
  crease(skin, half('0 0.68, 0.8 0.7, 0.84 0.64 0.05, 0 0.63'), 3, 0.012, paint.metal);
}

export const FRONTS: Readonly<Partial<Record<ShapeName, Face>>> = {
  sedan: {
    draw: sedan,
    lamps: [
      [-0.67, 0.7],
      [0.67, 0.7],
    ],
  },
  hatchback: {
    draw: hatchback,
    lamps: [
      [-0.63, 0.72],
      [0.63, 0.72],
    ],
  },
  suv: {
    draw: suv,
    lamps: [
      [-0.67, 0.85],
      [0.67, 0.85],
    ],
  },
  van: {
    draw: van,
    lamps: [
      [-0.75, 0.88],
      [0.75, 0.88],
    ],
  },
};
