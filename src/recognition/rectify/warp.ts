/** Cuts a quadrilateral out of a picture and warps it to an upright rectangle. */
import type { Corners, Point } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { scaleCorners } from '../localize/region.js';
import { cv, MatScope, type Mat } from '../opencv.js';

export interface Warped {
  readonly grey: Mat;
  readonly corners: Corners;
}

/**
 * @param height of the result in pixels; its width follows the quadrilateral's aspect
 * @param maxAspect bounds the result's width, as a multiple of its height
 * @returns null where the quadrilateral has no area worth reading
 */
export function warpQuadrilateral(
  image: DecodedImage,
  corners: Corners,
  height: number,
  maxAspect: number,
): Warped | null {
  const [sourceWidth, sourceHeight] = sizeOf(corners);
  if (sourceWidth < 8 || sourceHeight < 4) return null;
  const aspect = Math.min(maxAspect, Math.max(0.5, sourceWidth / sourceHeight));
  const size = { width: Math.round(height * aspect), height };
  return { corners, grey: warpToSize(image, corners, size) };
}

/** Warps a quadrilateral to a rectangle of this size, in pixels, whatever its shape. The caller releases it. */
export function warpToSize(
  image: DecodedImage,
  corners: Corners,
  { width, height }: { readonly width: number; readonly height: number },
): Mat {
  const [sourceWidth, sourceHeight] = sizeOf(corners);
  // Where a reduction of the picture shows enough, the picture itself need not be decoded.
  const reduction = sourceHeight / image.reduction >= height ? image.reduction : 1;
  const grey = reduction === image.reduction ? image.grey : image.full();
  using mats = new MatScope();
  const { patch, offset } = cutAround(grey, scaleCorners(corners, 1 / reduction));
  mats.own(patch);
  // A warp that skips pixels turns fine strokes into noise: average first.
  const wanted = Math.max((1.5 * height) / sourceHeight, (1.5 * width) / sourceWidth) * reduction;
  const source = wanted < 1 ? mats.own(resizeBy(patch, wanted)) : patch;
  const scale: Point = [source.cols / patch.cols, source.rows / patch.rows];
  const from = corners.map(
    ([x, y]) => new cv.Point2((x / reduction - offset[0]) * scale[0], (y / reduction - offset[1]) * scale[1]),
  );
  const to = [
    new cv.Point2(0, 0),
    new cv.Point2(width, 0),
    new cv.Point2(width, height),
    new cv.Point2(0, height),
  ];
  const transform = mats.own(cv.getPerspectiveTransform(from, to));
  return source.warpPerspective(transform, new cv.Size(width, height), cv.INTER_CUBIC, cv.BORDER_REPLICATE);
}

/** Mean width and mean height of a quadrilateral. */
export function sizeOf(corners: Corners): [number, number] {
  const [a, b, c, d] = corners;
  return [(distance(a, b) + distance(d, c)) / 2, (distance(a, d) + distance(b, c)) / 2];
}

function resizeBy(mat: Mat, factor: number): Mat {
  const rows = Math.max(1, Math.round(mat.rows * factor));
  const cols = Math.max(1, Math.round(mat.cols * factor));
  return mat.resize(rows, cols, 0, 0, cv.INTER_AREA);
}

/** The part of the picture that holds the corners; only it is resized and warped. */
function cutAround(grey: Mat, corners: Corners): { patch: Mat; offset: Point } {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value));
  const x = clamp(Math.floor(Math.min(...xs) - 2), grey.cols - 1);
  const y = clamp(Math.floor(Math.min(...ys) - 2), grey.rows - 1);
  const right = clamp(Math.ceil(Math.max(...xs) + 2), grey.cols);
  const bottom = clamp(Math.ceil(Math.max(...ys) + 2), grey.rows);
  const rect = new cv.Rect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
  return { patch: grey.getRegion(rect), offset: [x, y] };
}

/** The point at (u, v) of a quadrilateral, (0, 0) its first and (1, 1) its third corner; outside is allowed. */
export function interpolate(corners: Corners, u: number, v: number): Point {
  const [a, b, c, d] = corners;
  const mix = (axis: 0 | 1): number =>
    a[axis] * (1 - u) * (1 - v) + b[axis] * u * (1 - v) + c[axis] * u * v + d[axis] * (1 - u) * v;
  return [mix(0), mix(1)];
}

/** The quadrilateral with `u` of its width more on the left and the right, and `v` of its height above and below. */
export function grown(corners: Corners, u: number, v: number): Corners {
  return [
    interpolate(corners, -u, -v),
    interpolate(corners, 1 + u, -v),
    interpolate(corners, 1 + u, 1 + v),
    interpolate(corners, -u, 1 + v),
  ];
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
