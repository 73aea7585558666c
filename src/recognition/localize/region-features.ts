/** What the judge of regions sees of a proposal. */
import type { Box } from '../contracts.js';
import type { PictureSums } from './picture-sums.js';
import { boxOf, overlap, type Proposal, type Route, type TextShape } from './region.js';

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
  'edgesInside',
  'edgesAbove',
  'edgesBelow',
  'edgesLeft',
  'edgesRight',
  'greyInside',
  'greyAround',
  'greySides',
] as const;

const ROUTES: Readonly<Record<Route, number>> = { characters: 0, edges: 1, quadrilaterals: 2 };
/** Stands for what a route does not know. */
const UNKNOWN = -1;
const SUPPORT_OVERLAP = 0.45;
const MAX_SUPPORT = 12;

/** @param proposals corners in pixels of the picture that `sums` are of */
export function featuresOf(proposals: readonly Proposal[], sums: PictureSums): number[][] {
  const boxes = proposals.map(({ corners }) => boxOf(corners));
  return proposals.map((proposal, index) => {
    const box = boxes[index] as Box;
    return [
      ...shapeFeatures(proposal, box, sums),
      ...support(index, proposals, boxes),
      ...lightFeatures(box, sums),
    ];
  });
}

function shapeFeatures({ route, polarity, fill, text }: Proposal, box: Box, sums: PictureSums): number[] {
  return [
    ROUTES[route],
    polarity ?? UNKNOWN,
    fill ?? UNKNOWN,
    ...TEXT_FEATURES.map((name) => text?.[name] ?? UNKNOWN),
    box.width / Math.max(1, box.height),
    box.height / sums.height,
    (box.y + box.height / 2) / sums.height,
    Math.abs((box.x + box.width / 2) / sums.width - 0.5),
  ];
}

/** How many other proposals of each route mean the same place. */
function support(index: number, proposals: readonly Proposal[], boxes: readonly Box[]): number[] {
  const counts = [0, 0, 0];
  const own = boxes[index] as Box;
  boxes.forEach((box, other) => {
    if (other === index || overlap(own, box) < SUPPORT_OVERLAP) return;
    const route = ROUTES[proposals[other]?.route ?? 'characters'];
    counts[route] = (counts[route] ?? 0) + 1;
  });
  return counts.map((count) => Math.min(count, MAX_SUPPORT));
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
