import { crease, emblem, gap, glass, half, hollow, PLASTIC, seats, tailLamp } from './face-parts.js';
import type { FaceSpec } from './faces.js';
import { fontName } from './fonts.js';
import { box, corners } from './outline.js';
import { reflectors } from './rear-parts.js';
import type { Skin } from './skin.js';

export function van(skin: Skin, spec: FaceSpec): void {
  const { paint, lettering } = spec;
  for (const u of [-0.42, 0.42]) glass(skin, box(u, 1.52, 0.66, 0.46, 0.07), 0.04);
  seats(skin, 1.43, 0.8, [-0.45, 0.45]);
  gap(skin, half('0 1.9, 0.8 1.88 0.1, 0.86 1.2, 0.85 0.65 0.05, 0 0.64'));
  gap(skin, box(0, 1.27, 0.001, 1.25), 0.01);
  tailLamp(
    skin,
    '0.875 1.34 0.03, 0.99 1.34, 0.99 0.8, 0.875 0.8 0.03',
    ['0.89 1.31 0.01, 0.98 1.31, 0.98 1.17, 0.89 1.17 0.01'],
    '0.89 0.97 0.01, 0.98 0.97, 0.98 0.87, 0.89 0.87 0.01',
    '0.89 1.12 0.01, 0.98 1.12, 0.98 1.02, 0.89 1.02 0.01',
  );
  for (const v of [0.8, 1.2, 1.75])
    skin.both(box(0.84, v, 0.09, 0.035, 0.01), { color: '#202122', gloss: 0.3, rough: 0.4, height: 6 });
  skin.draw(box(0.11, 1.06, 0.1, 0.05, 0.02), { ...PLASTIC, height: 7 });
  crease(
    skin,
    half('0.08 1.18, 0.78 1.18 0.05, 0.78 0.98 0.05, 0.08 0.98').slice(0, 4),
    -4,
    0.01,
    paint.metal,
  );
  emblem(skin, 1.13, 0.045);
  lettering.forEach((line, i) =>
    skin.text(line, fontName('barlow-condensed', 700), 0.1, 0, 0.92 - i * 0.14, { color: '#1d4e89' }),
  );
  hollow(skin, spec, 0.62, 0.18);
  skin.draw(half('0 0.59, 0.92 0.58 0.05, 0.97 0.35, 0.9 0.2, 0 0.2'), PLASTIC);
  for (let i = -4; i <= 4; i++)
    skin.draw(box(i * 0.14, 0.56, 0.09, 0.02, 0.008), { color: '#0c0c0c', height: -3 });
  reflectors(skin, 0.78, 0.45);
}

export function truck(skin: Skin, { lettering }: FaceSpec): void {
  skin.draw(box(0, 2.4, 2.52, 2.7), { color: '#a9adb0', gloss: 0.4, rough: 0.3, metal: 0.7 });
  skin.both(box(0.61, 2.42, 1.16, 2.52, 0.02), {
    color: ['#eceeee', '#e2e4e3'],
    gloss: 0.4,
    rough: 0.2,
    height: 3,
  });
  gap(skin, box(0, 2.42, 0.002, 2.6), 0.016);
  for (let i = 0; i < 9; i++) crease(skin, box(0, 1.3 + i * 0.28, 2.3, 0.012), 2, 0.004);
  lettering.forEach((line, i) => {
    const size = i === 0 ? 0.32 : 0.13;
    skin.text(
      line,
      fontName('barlow-condensed', i === 0 ? 800 : 600),
      size,
      0,
      2.75 - (i > 0 ? 0.06 + i * 0.22 : 0),
      { color: i === 0 ? '#12603c' : '#23262a' },
    );
  });
  for (const u of [0.3, 0.95]) {
    skin.both(box(u, 2.4, 0.035, 2.68, 0.01), {
      color: ['#c6cacd', '#8d9194'],
      gloss: 0.6,
      rough: 0.25,
      metal: 0.8,
      height: 9,
    });
    for (const v of [1.12, 1.5, 3.2, 3.68])
      skin.both(box(u, v, 0.1, 0.06, 0.01), {
        color: '#7d8184',
        gloss: 0.5,
        rough: 0.3,
        metal: 0.7,
        height: 9,
      });
    skin.both(box(u - 0.07, 1.46, 0.24, 0.03, 0.01), {
      color: '#5b5f62',
      gloss: 0.4,
      rough: 0.4,
      metal: 0.6,
      height: 9,
    });
  }
  for (const v of [1.25, 1.75, 2.4, 3, 3.55])
    skin.both(box(1.21, v, 0.1, 0.07, 0.01), {
      color: '#8f9396',
      gloss: 0.5,
      rough: 0.3,
      metal: 0.7,
      height: 8,
    });
  for (let k = -6; k <= 6; k++)
    skin.draw(box(k * 0.19, 1.09, 0.17, 0.05), {
      color: k % 2 ? '#b3161b' : '#e6e6e3',
      gloss: 0.7,
      rough: 0.3,
    });
  skin.draw(box(0, 0.75, 2.6, 0.62), { color: '#1b1c1d', gloss: 0.25, rough: 0.5 });
  skin.draw(box(0, 0.6, 2.42, 0.13, 0.02), {
    color: ['#c4c6c6', '#8e9191'],
    gloss: 0.4,
    rough: 0.4,
    metal: 0.6,
    height: 4,
  });
  for (let k = -5; k <= 5; k++)
    skin.draw(
      corners(`${k * 0.22} 0.54, ${k * 0.22 + 0.1} 0.54, ${k * 0.22 + 0.16} 0.66, ${k * 0.22 + 0.06} 0.66`),
      { color: '#a8161b' },
    );
  tailLamp(
    skin,
    '0.72 0.92 0.02, 1.16 0.92 0.02, 1.16 0.78 0.02, 0.72 0.78 0.02',
    ['0.74 0.9 0.01, 0.86 0.9 0.01, 0.86 0.8 0.01, 0.74 0.8 0.01'],
    '1.03 0.9 0.01, 1.14 0.9 0.01, 1.14 0.8 0.01, 1.03 0.8 0.01',
    '0.89 0.9 0.01, 1 0.9 0.01, 1 0.8 0.01, 0.89 0.8 0.01',
  );
}
