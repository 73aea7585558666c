/** What the judge of regions sees of a proposal. */
import type { Box } from '../contracts.js';
import type { PictureSums } from './picture-sums.js';
import { boxOf, overlap, ROUTES, type Proposal, type Route, type TextShape } from './region.js';

const TEXT_FEATURES = [
  'count',
  'waviness',
  'unevenness',
  'meanGap',
  'gapDeviation',
  'meanWidth',
  'widthDeviation',
  'meanFill',
  'slope',
] as const satisfies readonly (keyof TextShape)[];

/** Names of the features, in the order of their values. */
export const FEATURES = [
  'route',
  'polarity',
  'fill',
  ...TEXT_FEATURES,
  'aspect',
  'height',
  'y',
  'x',
  'supportCharacters',
  'supportEdges',
  'supportQuadrilaterals',
  'heat',
  'heatOverlap',
  'heatWidth',
  'heatHeight',
  'edgesInside',
  'edgesAbove',
  'edgesBelow',
  'edgesLeft',
  'edgesRight',
  'greyInside',
  'greyAround',
  'greySides',
] as const;

/** Stands for what a route does not know. */
const UNKNOWN = -1;
/** The heat map proposes a place once, so it has features of its own. */
const SUPPORTING_ROUTES = ['characters', 'edges', 'quadrilaterals'] as const satisfies readonly Route[];
const HEAT_UNKNOWN: readonly number[] = [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
const SUPPORT_OVERLAP = 0.45;
const MAX_SUPPORT = 12;

/**
 * @param proposals corners in pixels of the picture that `sums` are of
 * @param routes those that were asked for proposals
 */
export function featuresOf(
  proposals: readonly Proposal[],
  sums: PictureSums,
  routes: readonly Route[],
): number[][] {
  const boxes = proposals.map(({ corners }) => boxOf(corners));
  const heated = proposals.flatMap(({ heat }, index) =>
    heat === undefined ? [] : [{ heat, box: boxes[index] as Box }],
  );
  return proposals.map((proposal, index) => {
    const box = boxes[index] as Box;
    return [
      ...shapeFeatures(proposal, box, sums),
      ...support(index, proposals, boxes),
      ...(routes.includes('heat') ? heatFeatures(box, heated) : HEAT_UNKNOWN),
      ...lightFeatures(box, sums),
    ];
  });
}

function shapeFeatures({ route, polarity, fill, text }: Proposal, box: Box, sums: PictureSums): number[] {
  return [
    ROUTES.indexOf(route),
    polarity ?? UNKNOWN,
    fill ?? UNKNOWN,
    ...TEXT_FEATURES.map((name) => text?.[name] ?? UNKNOWN),
    box.width / Math.max(1, box.height),
    box.height / sums.height,
    (box.y + box.height / 2) / sums.height,
    Math.abs((box.x + box.width / 2) / sums.width - 0.5),
  ];
}

/** The features of a proposal as they are where the heat map was not asked. */
export function withoutHeat(features: readonly number[]): number[] {
  return features.map((value, index) => (FEATURES[index]?.startsWith('heat') ? UNKNOWN : value));
}

/** How many other proposals of each route mean the same place. */
function support(index: number, proposals: readonly Proposal[], boxes: readonly Box[]): number[] {
  const counts = SUPPORTING_ROUTES.map(() => 0);
  const own = boxes[index] as Box;
  boxes.forEach((box, other) => {
    if (other === index || overlap(own, box) < SUPPORT_OVERLAP) return;
    const route = ROUTES.indexOf(proposals[other]?.route ?? 'characters');
    counts[route] = (counts[route] ?? 0) + 1;
  });
  return SUPPORTING_ROUTES.map((_, route) => Math.min(counts[route] ?? 0, MAX_SUPPORT));
}

/** The heat of the box of the heat map that means this place best, how far both agree, and their relation in size. */
function heatFeatures(own: Box, heated: readonly { heat: number; box: Box }[]): number[] {
  let best = { heat: 0, shared: 0, box: own };
  for (const { heat, box } of heated) {
    const shared = overlap(own, box);
    if (shared * heat > best.shared * best.heat) best = { heat, shared, box };
  }
  return [best.heat, best.shared, own.width / best.box.width, own.height / best.box.height];
}

function lightFeatures(box: Box, sums: PictureSums): number[] {
  const { x, y, width, height } = box;
  const inside = Math.max(1, sums.meanEdge(box));
  const above = { x, y: y - 0.6 * height, width, height: 0.5 * height };
  const below = { x, y: y + 1.1 * height, width, height: 0.5 * height };
  const left = { x: x - 0.7 * height, y, width: 0.6 * height, height };
  const right = { x: x + width + 0.1 * height, y, width: 0.6 * height, height };
  const grey = sums.meanGrey(box);
  return [
    inside,
    sums.meanEdge(above) / inside,
    sums.meanEdge(below) / inside,
    sums.meanEdge(left) / inside,
    sums.meanEdge(right) / inside,
    grey,
    grey - (sums.meanGrey(above) + sums.meanGrey(below)) / 2,
    grey - (sums.meanGrey(left) + sums.meanGrey(right)) / 2,
  ];
}
