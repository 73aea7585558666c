import type { Vec } from './vector.js';

/** What a drawn part of a surface is made of. Shares are 0 to 1. */
export interface Finish {
  /** CSS colour, or top and bottom colours of a vertical blend. */
  readonly color?: string | readonly [top: string, bottom: string];
  /** Strength of mirror-like reflection: 0 cloth, 0.5 plastic and paint, 1 glass. */
  readonly gloss?: number;
  readonly rough?: number;
  readonly metal?: number;
  /** Share of the vehicle's lamp power that this part gives off in its own colour. */
  readonly emit?: number;
  /** Millimetres out of (positive) or into the surface, -10 to 10. */
  readonly height?: number;
}

/** What the shading asks of a point of a surface. */
export interface Surface {
  readonly albedo: Vec;
  readonly gloss: number;
  readonly rough: number;
  readonly metal: number;
  readonly emission: Vec;
  readonly retro: number;
  /** Slope of the relief along the map's two axes, metres per metre. */
  readonly slope: readonly [number, number];
}

export const BARE: Surface = {
  albedo: [0.5, 0.5, 0.5],
  gloss: 0.3,
  rough: 0.5,
  metal: 0,
  emission: [0, 0, 0],
  retro: 0,
  slope: [0, 0],
};
