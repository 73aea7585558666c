import type { Box, Corners, Point } from '../contracts.js';

/** The ways of looking that propose regions. */
export const ROUTES = ['characters', 'edges', 'quadrilaterals', 'heat'] as const;
export type Route = (typeof ROUTES)[number];

/** What a route knows of a region that it proposes; what it does not know is absent. */
export interface Proposal {
  /** In pixels of the level that was searched. */
  readonly corners: Corners;
  readonly route: Route;
  /** 1: dark on light, 0: light on dark. */
  readonly polarity?: number;
  /** Share of the box that is covered, 0 to 1. */
  readonly fill?: number;
  /** How sure the heat map is, 0 to 1. */
  readonly heat?: number;
  readonly text?: TextShape;
}

/** The characters of a proposal, lengths in heights of a character. */
export interface TextShape {
  readonly count: number;
  readonly waviness: number;
  readonly unevenness: number;
  readonly meanGap: number;
  readonly gapDeviation: number;
  readonly meanWidth: number;
  readonly widthDeviation: number;
  readonly meanFill: number;
  readonly slope: number;
}

/** A candidate area that may hold a plate, in pixels of the decoded picture. */
export interface Region {
  readonly corners: Corners;
  readonly route: Route;
  /** Higher is more like a plate; comparable between regions of all routes. */
  readonly score: number;
  /** Place among the regions of the picture, from 0. */
  readonly rank: number;
}

/** Upright bounding box. */
export function boxOf(corners: Corners): Box {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Area of the quadrilateral in square pixels (the shoelace formula). */
export function areaOf(corners: Corners): number {
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % 4] as Point;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Intersection over union of two upright boxes, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Area in square pixels that lies in both of two upright boxes. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The same corners in another resolution. */
export function scaleCorners(corners: Corners, factor: number): Corners {
  const scaled = ([x, y]: Point): Point => [x * factor, y * factor];
  return [scaled(corners[0]), scaled(corners[1]), scaled(corners[2]), scaled(corners[3])];
}

/** The same corners seen from another origin, which lies at −x, −y. */
export function moveCorners(corners: Corners, x: number, y: number): Corners {
  const moved = ([px, py]: Point): Point => [px + x, py + y];
  return [moved(corners[0]), moved(corners[1]), moved(corners[2]), moved(corners[3])];
}
