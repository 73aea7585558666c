import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import { hash } from './random.js';
import type { Exposure } from './render-scene.js';
import { clamp } from './vector.js';

/** What the camera does to the light. Lengths in pixels. */
export interface FilmSpec {
  readonly exposure: number;
  readonly seed: number;
  /** Softness of the lens (standard deviation). */
  readonly blur?: number;
  /** Path of the picture during the exposure. */
  readonly motion?: readonly [dx: number, dy: number];
  /** Strength of the sensor's noise; 1 is a good camera by day. */
  readonly grain?: number;
  /** Share of light scattered around bright spots. */
  readonly glare?: number;
  readonly vignette?: number;
  readonly saturation?: number;
  /** Colour cast: gains of red and blue. */
  readonly balance?: readonly [red: number, blue: number];
}

/** Turns light into the picture that a camera would store. */
export function develop(exposure: Exposure, film: FilmSpec): Canvas {
  const { width, height } = exposure;
  let light = exposure.light;
  if (film.motion) light = smear(light, width, height, film.motion);
  if (film.glare) light = glare(light, width, height, film.glare, film.exposure);
  if (film.blur) light = gaussian(light, width, height, film.blur);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const picture = context.createImageData(width, height);
  expose(light, width, height, film, picture.data);
  context.putImageData(picture, 0, 0);
  return canvas;
}

function expose(
  light: Float32Array,
  width: number,
  height: number,
  film: FilmSpec,
  out: Uint8ClampedArray,
): void {
  const { grain = 1, vignette = 0.28, saturation = 1, balance = [1, 1] } = film;
  const gains = [film.exposure * balance[0], film.exposure, film.exposure * balance[1]];
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const radius = ((x / width - 0.5) ** 2 + ((y / height - 0.5) * (height / width)) ** 2) * 4;
      const shade = 1 / (1 + vignette * radius) ** 2;
      const rgb = gains.map((gain, c) => filmic(light[k * 3 + c]! * gain * shade));
      const grey = 0.3 * rgb[0]! + 0.59 * rgb[1]! + 0.11 * rgb[2]!;
      const common = gauss(x, y, film.seed) * 1.4;
      for (let c = 0; c < 3; c++) {
        const value = 255 * gamma(clamp(grey + (rgb[c]! - grey) * saturation, 0, 1));
        const noise = grain * (common + gauss(x, y, film.seed + 1 + c)) * (1.5 - value / 255);
        out[k * 4 + c] = value + noise;
      }
      out[k * 4 + 3] = 255;
    }
  }
}

/** Tone curve with a soft shoulder (Narkowicz's fit of ACES). */
const filmic = (v: number): number => clamp((v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14), 0, 1);
const gamma = (v: number): number => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
const gauss = (x: number, y: number, seed: number): number =>
  (hash(x, y, seed * 3) + hash(x, y, seed * 3 + 1) + hash(x, y, seed * 3 + 2) - 1.5) * 2;

function gaussian(light: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 2.5);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((a, b) => a + b);
  const pass = (from: Float32Array, dx: number, dy: number): Float32Array => {
    const to = new Float32Array(from.length);
    weights.forEach((weight, i) =>
      addShifted(from, to, width, height, (i - reach) * dx, (i - reach) * dy, weight / total),
    );
    return to;
  };
  return pass(pass(light, 1, 0), 0, 1);
}

function smear(
  light: Float32Array,
  width: number,
  height: number,
  [dx, dy]: readonly [number, number],
): Float32Array {
  const steps = Math.ceil(Math.hypot(dx, dy)) + 1;
  const to = new Float32Array(light.length);
  for (let i = 0; i < steps; i++) {
    const t = i / Math.max(1, steps - 1) - 0.5;
    addShifted(light, to, width, height, Math.round(dx * t), Math.round(dy * t), 1 / steps);
  }
  return to;
}

function addShifted(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  dx: number,
  dy: number,
  weight: number,
): void {
  for (let y = 0; y < height; y++) {
    const row = clamp(y + dy, 0, height - 1) * width;
    for (let x = 0; x < width; x++) {
      const k = (row + clamp(x + dx, 0, width - 1)) * 3;
      const j = (y * width + x) * 3;
      to[j] = to[j]! + from[k]! * weight;
      to[j + 1] = to[j + 1]! + from[k + 1]! * weight;
      to[j + 2] = to[j + 2]! + from[k + 2]! * weight;
    }
  }
}

/** Light of what is brighter than the sensor holds spreads around it, in a small and a wide halo. */
function glare(
  light: Float32Array,
  width: number,
  height: number,
  share: number,
  exposure: number,
): Float32Array {
  const cell = 4;
  const [w, h] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const small = new Float32Array(w * h * 3);
  for (let k = 0; k < light.length; k++) {
    const pixel = Math.floor(k / 3);
    const j = (Math.floor(pixel / width / cell) * w + Math.floor((pixel % width) / cell)) * 3 + (k % 3);
    small[j] = small[j]! + Math.max(0, light[k]! - 0.6 / exposure) / (cell * cell);
  }
  const halos = [gaussian(small, w, h, width / 500), gaussian(small, w, h, width / 90)];
  const out = Float32Array.from(light);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const around = halos.reduce(
          (sum, halo) => sum + between(halo, w, h, (x + 0.5) / cell - 0.5, (y + 0.5) / cell - 0.5, c),
          0,
        );
        out[(y * width + x) * 3 + c]! += share * around;
      }
    }
  }
  return out;
}

function between(map: Float32Array, w: number, h: number, x: number, y: number, c: number): number {
  const [ix, iy] = [clamp(Math.floor(x), 0, w - 2), clamp(Math.floor(y), 0, h - 2)];
  const [fx, fy] = [clamp(x - ix, 0, 1), clamp(y - iy, 0, 1)];
  const k = (iy * w + ix) * 3 + c;
  return (
    (map[k]! * (1 - fx) + map[k + 3]! * fx) * (1 - fy) +
    (map[k + w * 3]! * (1 - fx) + map[k + w * 3 + 3]! * fx) * fy
  );
}
