import type { Corner } from './outline.js';
import { box, circle, corners, whole } from './outline.js';
import type { Finish } from './surface.js';
import type { FaceSpec } from './faces.js';
import type { Skin } from './skin.js';

export const PLASTIC: Finish = { color: '#191a1b', gloss: 0.22, rough: 0.5 };
export const DARK: Finish = { color: '#060607', gloss: 0.08, rough: 0.8 };
export const CHROME: Finish = { color: '#c9cdd2', gloss: 0.9, rough: 0.08, metal: 1 };

/** A shut line between two panels. */
export function gap(skin: Skin, shape: readonly Corner[], width = 0.006): void {
  skin.draw(shape, { height: -0.8 }, { line: width * 3.2, soft: width });
  skin.draw(shape, { color: '#050505', gloss: 0.05, rough: 0.9, height: -4 }, { line: width });
}

/** A crease in a panel: light catches one flank of it. */
export function crease(skin: Skin, shape: readonly Corner[], height: number, soft: number, metal = 0): void {
  skin.draw(shape, { height, metal }, { soft });
}

/** A window with its black ceramic edge and the dim interior behind it. */
export function glass(skin: Skin, shape: readonly Corner[], edge = 0.035): void {
  skin.draw(shape, { color: '#050505', gloss: 0.15, rough: 0.8, height: -2 }, { line: 0.012 });
  skin.draw(shape, { color: ['#10161a', '#1d2326'], gloss: 1, rough: 0.015, height: -0.5 });
  skin.draw(shape, { color: '#040506' }, { line: edge, soft: 0.003 });
}

/** Head restraints and seat backs, seen through a window. */
export function seats(skin: Skin, base: number, size: number, places: readonly number[]): void {
  for (const u of places) {
    skin.draw(
      box(u, base, 0.4 * size, 0.3 * size, 0.1 * size),
      { color: '#212426' },
      { soft: 0.01, alpha: 0.6 },
    );
    skin.draw(
      box(u, base + 0.26 * size, 0.22 * size, 0.15 * size, 0.07 * size),
      { color: '#23272a' },
      { soft: 0.01, alpha: 0.7 },
    );
  }
}

/** A rear lamp on both sides: red lens with light guides (`bars`), a clear part for reversing, an amber one. */
export function tailLamp(
  skin: Skin,
  lens: string,
  bars: readonly string[],
  clear?: string,
  amber?: string,
): void {
  const outline = corners(lens);
  skin.both(outline, { color: '#040404', gloss: 0.1, rough: 0.8, height: -4 }, { line: 0.014 });
  skin.both(outline, { color: ['#62080a', '#380305'], gloss: 0.95, rough: 0.02, height: 2.5, emit: 0.1 });
  skin.both(outline, { color: '#1c0203' }, { line: 0.022, soft: 0.006, alpha: 0.8 });
  const insert = (shape: string | undefined, color: readonly [string, string], emit: number): void => {
    if (shape)
      skin.both(corners(shape), { color, gloss: 0.95, rough: 0.02, height: 2.5, emit }, { soft: 0.0015 });
  };
  insert(clear, ['#d9dcdf', '#8d9295'], 0);
  insert(amber, ['#c4641a', '#8a3c0c'], 0);
  for (const bar of bars) insert(bar, ['#d81d16', '#a50f0c'], 1);
}

/** A head lamp on both sides: dark housing behind clear glass, reflector bowls, a strip of daytime light. */
export function headLamp(
  skin: Skin,
  lens: string,
  bowls: readonly (readonly [u: number, v: number, r: number])[],
  strip: string,
): void {
  const outline = corners(lens);
  skin.both(outline, { color: '#040404', gloss: 0.1, rough: 0.8, height: -4 }, { line: 0.014 });
  skin.both(outline, { color: ['#4a4f54', '#23272a'], gloss: 1, rough: 0.02, height: 2.5 });
  skin.both(outline, { color: '#0a0b0c' }, { line: 0.03, soft: 0.008, alpha: 0.85 });
  for (const [u, v, r] of bowls) {
    for (const side of [-u, u]) {
      skin.draw(circle(side, v, r * 1.3), { color: ['#0d0e10', '#2c3034'] }, { soft: 0.003 });
      skin.draw(circle(side, v, r), { color: ['#e8ecf0', '#7d858c'], gloss: 1, rough: 0.02, emit: 1 });
      skin.draw(circle(side, v, r * 0.62), { color: ['#5a646c', '#dfe5ea'], gloss: 1, rough: 0.02, emit: 1 });
      skin.draw(circle(side, v + r * 0.2, r * 0.25), { color: '#f7fafc', gloss: 1, rough: 0.02, emit: 1 });
    }
  }
  skin.both(corners(strip), { color: '#eef2f5', gloss: 1, rough: 0.02, emit: 0.35 });
}

/** The maker's emblem, of nobody: a ring with a slanted bar. */
export function emblem(skin: Skin, v: number, r: number): void {
  skin.draw(circle(0, v, r), { color: ['#0c1a33', '#07101f'], gloss: 0.8, rough: 0.05, height: 3 });
  skin.draw(circle(0, v, r), { ...CHROME, height: 4 }, { line: r * 0.24 });
  const slash = corners('-0.55 -0.45 0.1, 0.25 0.6 0.1, 0.55 0.45 0.1, -0.25 -0.6 0.1');
  skin.draw(
    slash.map(([a, b, c]) => [a * r, v + b * r, (c ?? 0) * r] as const),
    { ...CHROME, height: 4 },
  );
}

/**
 * The hollow around a plate, taller where the plate needs it: darker towards its upper edge, where its rim throws a shadow.
 */
export function hollow(skin: Skin, spec: FaceSpec, width: number, least: number): void {
  const { paint, plateHeight: v } = spec;
  const height = Math.max(least, spec.plateTall + 0.03);
  const shape = box(0, v, width, height, 0.03);
  skin.draw(shape, { ...paint, height: -3 }, { soft: 0.006 });
  skin.draw(
    box(0, v + height / 2 - 0.012, width - 0.03, 0.024, 0.01),
    { color: '#000' },
    { soft: 0.012, alpha: 0.55 },
  );
  skin.draw(shape, { color: '#000' }, { line: 0.008, soft: 0.004, alpha: 0.5 });
}

export function grille(
  skin: Skin,
  shape: readonly Corner[],
  bottom: number,
  top: number,
  halfWidth: number,
  pitch: number,
): void {
  skin.draw(shape, { ...DARK, height: -5 });
  for (let v = bottom + pitch / 2; v < top; v += pitch) {
    skin.draw(box(0, v, halfWidth * 2, pitch * 0.34, 0.003), {
      color: ['#34373a', '#0d0e0f'],
      gloss: 0.6,
      rough: 0.2,
      height: -2,
    });
  }
  skin.draw(shape, { ...DARK, height: -3 }, { line: 0.012 });
}

/** Parking sensors: small discs in the bumper. */
export function sensors(skin: Skin, v: number, places: readonly number[]): void {
  for (const u of places) skin.both(circle(u, v, 0.011), { color: '#0b0b0b' }, { line: 0.003, alpha: 0.8 });
}

export const half = (text: string): readonly Corner[] => whole(corners(text));
