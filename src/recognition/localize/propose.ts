/** Asks every route for the places that may show a plate, in two resolutions of the picture. */
import type { Box } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { cv, MatScope, type Mat } from '../opencv.js';
import type { ThresholdSettings } from './character-blobs.js';
import { proposeFromCharacters } from './character-route.js';
import { proposeFromEdges, uprightEdges, type EdgeKernel } from './edge-route.js';
import { loadHeatRoute } from './heat-route.js';
import { sumPicture } from './picture-sums.js';
import { proposeFromQuadrilaterals } from './quadrilateral-route.js';
import { featuresOf } from './region-features.js';
import { moveCorners, ROUTES, scaleCorners, type Proposal, type Route } from './region.js';
import { windowsAround } from './search-windows.js';

/** A small neighbourhood separates characters that nearly touch. */
const SHARP: ThresholdSettings = { blockSize: 15, floor: 9, liveliness: 0 };
/** A large one keeps thick strokes whole. */
const BROAD: ThresholdSettings = { blockSize: 27, floor: 7, liveliness: 0 };
/** Finds plates in the shade. */
const FAINT: ThresholdSettings = { blockSize: 15, floor: 4, liveliness: 0.5 };
const NARROW: EdgeKernel = { width: 13, height: 3 };
const WIDE: EdgeKernel = { width: 27, height: 5 };

/** Long side in pixels of the finer resolution: larger pictures are reduced, smaller ones enlarged to `MIN_SIDE`. */
const MAX_SIDE = 1024;
const MIN_SIDE = 640;
const MAX_ENLARGEMENT = 2;
/** Pixels of the finer resolution per pixel of the coarser. */
const COARSER = 2;

const proposeFineFromHeat = loadHeatRoute();
const proposeCoarseFromHeat = loadHeatRoute();

/** A proposal in pixels of the picture, with what it is judged by. */
export interface Judgeable {
  readonly proposal: Proposal;
  readonly features: readonly number[];
}

/** Everything that these routes propose in either resolution, duplicates included. */
export function propose(image: DecodedImage, routes: readonly Route[] = ROUTES): Judgeable[] {
  using mats = new MatScope();
  const scale = fineScale(image.grey);
  const fine = mats.own(resized(image.grey, scale));
  const coarse = mats.own(resized(fine, 1 / COARSER));
  const edges = mats.own(uprightEdges(coarse));
  const heat = routes.includes('heat') ? heatOf(fine, coarse) : [];
  const proposals = [
    ...heat,
    ...windowsOf(fine, heat, routes).flatMap((window) => proposeIn(fine, window, routes)),
    ...proposeInCoarse(coarse, edges, routes).map((proposal) => scaled(proposal, COARSER)),
  ];
  // Edges and light around a region are the same in a quarter of the pixels.
  const coarser = proposals.map((proposal) => scaled(proposal, 1 / COARSER));
  const features = featuresOf(coarser, sumPicture(coarse, edges), routes);
  return proposals.map((proposal, index) => ({
    proposal: scaled(proposal, image.reduction / scale),
    features: features[index] ?? [],
  }));
}

/** Small plates show in the finer resolution, large ones as a whole in the coarser. */
function heatOf(fine: Mat, coarse: Mat): Proposal[] {
  return [
    ...proposeFineFromHeat(fine),
    ...proposeCoarseFromHeat(coarse).map((proposal) => scaled(proposal, COARSER)),
  ];
}

/**
 * The finer resolution has four times the pixels of the coarser. Where there is a heat map its contours are looked for
 * around the hottest places only; the coarser one is searched whole in any case.
 */
function windowsOf(fine: Mat, heat: readonly Proposal[], routes: readonly Route[]): Box[] {
  const whole = { x: 0, y: 0, width: fine.cols, height: fine.rows };
  return routes.includes('heat') ? windowsAround(heat, whole) : [whole];
}

function proposeIn(fine: Mat, { x, y, width, height }: Box, routes: readonly Route[]): Proposal[] {
  using mats = new MatScope();
  const grey = mats.own(fine.getRegion(new cv.Rect(x, y, width, height)));
  const found = [
    ...(routes.includes('characters') ? proposeFromCharacters(grey, [SHARP]) : []),
    ...(routes.includes('edges') ? proposeFromEdges(mats.own(uprightEdges(grey)), [NARROW]) : []),
  ];
  return found.map((proposal) => ({ ...proposal, corners: moveCorners(proposal.corners, x, y) }));
}

function proposeInCoarse(grey: Mat, edges: Mat, routes: readonly Route[]): Proposal[] {
  return [
    ...(routes.includes('characters') ? proposeFromCharacters(grey, [SHARP, BROAD, FAINT]) : []),
    ...(routes.includes('edges') ? proposeFromEdges(edges, [NARROW, WIDE]) : []),
    ...(routes.includes('quadrilaterals') ? proposeFromQuadrilaterals(grey) : []),
  ];
}

function scaled(proposal: Proposal, factor: number): Proposal {
  return { ...proposal, corners: scaleCorners(proposal.corners, factor) };
}

function fineScale({ cols, rows }: Mat): number {
  const side = Math.max(cols, rows);
  if (side > MAX_SIDE) return MAX_SIDE / side;
  return Math.min(MAX_ENLARGEMENT, Math.max(1, MIN_SIDE / side));
}

function resized(grey: Mat, scale: number): Mat {
  const rows = Math.max(1, Math.round(grey.rows * scale));
  const cols = Math.max(1, Math.round(grey.cols * scale));
  return grey.resize(rows, cols, 0, 0, scale > 1 ? cv.INTER_LINEAR : cv.INTER_AREA);
}
