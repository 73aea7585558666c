import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import type { Vec } from './vector.js';

interface Level {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const LINEAR = Float32Array.from({ length: 256 }, (_, v) => srgbToLinear(v / 255));

export function srgbToLinear(v: number): number {
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

/** A drawn canvas to look colours up in: u from the left, v from the bottom, both 0 to 1; halved sizes against aliasing. */
export class PictureMap {
  private readonly levels: readonly Level[];
  readonly width: number;

  constructor(canvas: Canvas) {
    this.width = canvas.width;
    this.levels = pyramid(canvas);
  }

  /** Raw channels (0 to 1). `footprint`: the width that one picture element covers here, in pixels of the canvas. */
  raw(u: number, v: number, footprint: number, channels: Float64Array): void {
    this.sample(u, v, footprint, channels, null);
  }

  /** The colour in linear light. */
  color(u: number, v: number, footprint: number): Vec {
    const out = new Float64Array(4);
    this.sample(u, v, footprint, out, LINEAR);
    return [out[0]!, out[1]!, out[2]!];
  }

  private sample(
    u: number,
    v: number,
    footprint: number,
    out: Float64Array,
    table: Float32Array | null,
  ): void {
    const index = Math.min(
      this.levels.length - 1,
      Math.max(0, Math.floor(Math.log2(Math.max(1, footprint)) + 0.35)),
    );
    const { width, height, data } = this.levels[index]!;
    const x = Math.min(width - 1.001, Math.max(0, u * width - 0.5));
    const y = Math.min(height - 1.001, Math.max(0, (1 - v) * height - 0.5));
    const ix = x | 0;
    const iy = y | 0;
    const [fx, fy] = [x - ix, y - iy];
    const k = (iy * width + ix) * 4;
    for (let c = 0; c < 4; c++) {
      const [a, b] = [data[k + c]!, data[k + 4 + c]!];
      const [d, e] = [data[k + width * 4 + c]!, data[k + width * 4 + 4 + c]!];
      const low = table ? table[a]! * (1 - fx) + table[b]! * fx : (a * (1 - fx) + b * fx) / 255;
      const high = table ? table[d]! * (1 - fx) + table[e]! * fx : (d * (1 - fx) + e * fx) / 255;
      out[c] = low * (1 - fy) + high * fy;
    }
  }
}

function pyramid(canvas: Canvas): readonly Level[] {
  const levels: Level[] = [];
  let { width, height } = canvas;
  let current = canvas;
  for (;;) {
    levels.push({ width, height, data: current.getContext('2d').getImageData(0, 0, width, height).data });
    if (Math.min(width, height) < 8) return levels;
    width >>= 1;
    height >>= 1;
    const half = createCanvas(width, height);
    const context = half.getContext('2d');
    context.imageSmoothingQuality = 'medium';
    context.drawImage(current, 0, 0, width, height);
    current = half;
  }
}
