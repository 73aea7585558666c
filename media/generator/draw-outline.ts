import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { Path2D } from '@napi-rs/canvas';
import type { Corner } from './outline.js';
import { roundOff } from './outline.js';

export interface Stroke {
  /** Line width in metres; without it the path is filled. */
  readonly line?: number;
  /** Softness of the edge in metres. */
  readonly soft?: number;
  readonly alpha?: number;
}

/** Which part of the plane a canvas shows: its lower left corner, its height, and pixels a metre. */
export interface Frame {
  readonly u0: number;
  readonly v0: number;
  readonly height: number;
  readonly density: number;
}

/** Fills or strokes a closed outline in one colour, or in a blend of two from its top to its bottom. */
export function drawOutline(
  canvas: Canvas,
  frame: Frame,
  corners: readonly Corner[],
  style: string | readonly [top: string, bottom: string],
  stroke: Stroke,
): void {
  const context = canvas.getContext('2d');
  context.save();
  context.globalAlpha = stroke.alpha ?? 1;
  if (stroke.soft) context.filter = `blur(${stroke.soft * frame.density}px)`;
  context.scale(frame.density, -frame.density);
  context.translate(-frame.u0, -frame.v0 - frame.height);
  if (stroke.soft) clipAround(context, corners, stroke.soft * 4 + (stroke.line ?? 0));
  const paint = typeof style === 'string' ? style : blend(context, style, corners);
  const path = outlinePath(corners);
  context.lineJoin = 'round';
  if (stroke.line) {
    context.lineWidth = stroke.line;
    context.strokeStyle = paint;
    context.stroke(path);
  } else {
    context.fillStyle = paint;
    context.fill(path);
  }
  context.restore();
}

/** A blurred drawing costs as much as the area that it may touch. */
function clipAround(context: SKRSContext2D, corners: readonly Corner[], margin: number): void {
  const [us, vs] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
  const [u, v] = [Math.min(...us) - margin, Math.min(...vs) - margin];
  context.beginPath();
  context.rect(u, v, Math.max(...us) + margin - u, Math.max(...vs) + margin - v);
  context.clip();
}

function blend(
  context: SKRSContext2D,
  [top, bottom]: readonly [string, string],
  corners: readonly Corner[],
): ReturnType<SKRSContext2D['createLinearGradient']> {
  const heights = corners.map((corner) => corner[1]);
  const gradient = context.createLinearGradient(0, Math.max(...heights), 0, Math.min(...heights));
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  return gradient;
}

function outlinePath(corners: readonly Corner[]): Path2D {
  const path = new Path2D();
  roundOff(corners).forEach(([u, v], i) => (i === 0 ? path.moveTo(u, v) : path.lineTo(u, v)));
  path.closePath();
  return path;
}
