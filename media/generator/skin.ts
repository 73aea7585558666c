import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import type { Stroke } from './draw-outline.js';
import { drawOutline } from './draw-outline.js';
import type { Corner } from './outline.js';
import { box, mirrored } from './outline.js';
import { PictureMap } from './picture-map.js';
import type { Finish, Surface } from './surface.js';

/** A drawing of one side of a vehicle in metres, v upwards: colour, finish and relief are kept in three canvases. */
export class Skin {
  private readonly layers: { readonly color: Canvas; readonly finish: Canvas; readonly relief: Canvas };
  private maps: {
    readonly color: PictureMap;
    readonly finish: PictureMap;
    readonly relief: PictureMap;
  } | null = null;

  constructor(
    readonly u0: number,
    readonly v0: number,
    private readonly width: number,
    readonly height: number,
    readonly density: number,
    base: Finish,
  ) {
    const canvas = (): Canvas => createCanvas(Math.round(width * density), Math.round(height * density));
    this.layers = { color: canvas(), finish: canvas(), relief: canvas() };
    this.draw(box(u0 + width / 2, v0 + height / 2, width + 1, height + 1), {
      height: 0,
      emit: 0,
      metal: 0,
      ...base,
    });
  }

  /** Fills or strokes a closed shape; only the properties that `finish` names change. */
  draw(path: readonly Corner[], finish: Finish, stroke: Stroke = {}): void {
    const { color, gloss, rough, metal, emit, height } = finish;
    if (color !== undefined) drawOutline(this.layers.color, this, path, color, stroke);
    if (gloss !== undefined || rough !== undefined) {
      const style = `rgb(${byte(gloss ?? 0.5)},${byte(rough ?? 0.3)},${byte(emit ?? 0)})`;
      drawOutline(this.layers.finish, this, path, style, stroke);
    }
    if (height !== undefined || metal !== undefined) {
      const style = `rgb(${byte(0.5 + (height ?? 0) / 20)},${byte(metal ?? 0)},0)`;
      drawOutline(this.layers.relief, this, path, style, stroke);
    }
  }

  /** Draws the shape and its mirror image across u = 0. */
  both(corners: readonly Corner[], finish: Finish, stroke: Stroke = {}): void {
    this.draw(corners, finish, stroke);
    this.draw(mirrored(corners), finish, stroke);
  }

  /** Writes `text` with the middle of its baseline at (u, v), capitals `size` metres high, narrowed to `room` metres. */
  text(
    text: string,
    font: string,
    size: number,
    u: number,
    v: number,
    finish: Finish,
    room = Infinity,
  ): void {
    for (const [canvas, style] of [
      [this.layers.color, typeof finish.color === 'string' ? finish.color : '#fff'],
      [this.layers.relief, `rgb(${byte(0.5 + (finish.height ?? 0) / 20)},${byte(finish.metal ?? 0)},0)`],
    ] as const) {
      const context = canvas.getContext('2d');
      context.save();
      context.font = `100px ${font}`;
      const em = (size * this.density * 100) / context.measureText('H').actualBoundingBoxAscent;
      context.font = `${em}px ${font}`;
      context.textAlign = 'center';
      context.fillStyle = style;
      context.translate((u - this.u0) * this.density, (this.height - (v - this.v0)) * this.density);
      context.scale(Math.min(1, (room * this.density) / context.measureText(text).width), 1);
      context.fillText(text, 0, 0);
      context.restore();
    }
  }

  /** The drawing itself, flat, in its own colours. */
  picture(): Canvas {
    return this.layers.color;
  }

  /** The surface at a point; `footprint` is the width of one picture element there, in metres. */
  at(u: number, v: number, footprint: number, lampPower: number): Surface {
    this.maps ??= {
      color: new PictureMap(this.layers.color),
      finish: new PictureMap(this.layers.finish),
      relief: new PictureMap(this.layers.relief),
    };
    const texels = footprint * this.density;
    const [s, t] = [(u - this.u0) / this.width, (v - this.v0) / this.height];
    const albedo = this.maps.color.color(s, t, texels);
    const finish = new Float64Array(4);
    this.maps.finish.raw(s, t, texels, finish);
    const step = Math.max(1, texels) / this.density;
    const relief = (du: number, dv: number): Float64Array => {
      const out = new Float64Array(4);
      this.maps?.relief.raw(s + du / this.width, t + dv / this.height, texels, out);
      return out;
    };
    const [left, right, low, high] = [relief(-step, 0), relief(step, 0), relief(0, -step), relief(0, step)];
    const power = finish[2]! * lampPower;
    return {
      albedo,
      gloss: finish[0]!,
      rough: finish[1]!,
      metal: left[1]!,
      emission: [albedo[0] * power, albedo[1] * power, albedo[2] * power],
      retro: 0,
      slope: [incline(left[0]!, right[0]!, step), incline(low[0]!, high[0]!, step)],
    };
  }
}

/** Slope between two relief values (one unit is 20 mm), bounded: a cut edge would glint like glass. */
const incline = (from: number, to: number, step: number): number =>
  Math.min(0.9, Math.max(-0.9, ((to - from) * 0.02) / (2 * step)));

const byte = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 255);
