/** Finds the regions of a picture that may hold a plate, best first. */
import type { DecodedImage } from './decode.js';
import { proposeFromCharacters } from './localize/character-route.js';
import type { ThresholdSettings } from './localize/character-blobs.js';
import { proposeFromEdges, type EdgeKernel } from './localize/edge-route.js';
import { sumPicture } from './localize/picture-sums.js';
import { proposeFromQuadrilaterals } from './localize/quadrilateral-route.js';
import { featuresOf } from './localize/region-features.js';
import { judge, loadForest } from './localize/region-judge.js';
import { boxOf, overlap, scaleCorners, type Proposal, type Region } from './localize/region.js';
import { cv, MatScope, type Mat } from './opencv.js';

/** A reduction of the picture and what is looked for in it. */
interface Level {
  /** Long side in pixels. */
  readonly side: number;
  /** A picture is enlarged at most so much. */
  readonly maxScale: number;
  readonly thresholds: readonly ThresholdSettings[];
  readonly kernels: readonly EdgeKernel[];
  readonly quadrilaterals: boolean;
}

/** A small neighbourhood separates characters that nearly touch. */
const SHARP: ThresholdSettings = { blockSize: 15, floor: 9, liveliness: 0 };
/** A large one keeps thick strokes whole. */
const BROAD: ThresholdSettings = { blockSize: 27, floor: 7, liveliness: 0 };
/** Finds plates in the shade. */
const FAINT: ThresholdSettings = { blockSize: 15, floor: 4, liveliness: 0.5 };
const NARROW: EdgeKernel = { width: 13, height: 3 };
const WIDE: EdgeKernel = { width: 27, height: 5 };

/** Small plates are found in the first level, where each look costs most, and large ones in the last. */
const LEVELS: readonly Level[] = [
  { side: 1280, maxScale: 2, thresholds: [SHARP, FAINT], kernels: [NARROW], quadrilaterals: false },
  {
    side: 640,
    maxScale: 1,
    thresholds: [SHARP, BROAD, FAINT],
    kernels: [NARROW, WIDE],
    quadrilaterals: true,
  },
  {
    side: 320,
    maxScale: 1,
    thresholds: [SHARP, BROAD, FAINT],
    kernels: [NARROW, WIDE],
    quadrilaterals: true,
  },
];
/** Long side of the reduction on which the surroundings of regions are judged. */
const JUDGED_SIDE = 640;
const SAME_REGION_OVERLAP = 0.6;

const forest = loadForest();

/** A proposal in pixels of the picture, with what it is judged by. */
export interface Judgeable {
  readonly proposal: Proposal;
  readonly features: readonly number[];
}

export function localize(image: DecodedImage, limit: number): Region[] {
  const regions = propose(image).map(({ proposal, features }) => ({
    corners: proposal.corners,
    route: proposal.route,
    score: judge(forest, features),
  }));
  return withoutDuplicates(regions).slice(0, limit);
}

/** Everything that any route proposes at any level, duplicates included. */
export function propose(image: DecodedImage): Judgeable[] {
  using mats = new MatScope();
  const proposals = LEVELS.flatMap((level) => {
    const { grey, scale } = reduce(image, level, mats);
    const found = [
      ...proposeFromCharacters(grey, level.thresholds),
      ...proposeFromEdges(grey, level.kernels),
      ...(level.quadrilaterals ? proposeFromQuadrilaterals(grey) : []),
    ];
    return found.map((proposal) => ({ ...proposal, corners: scaleCorners(proposal.corners, 1 / scale) }));
  });
  const judged = reduce(image, { side: JUDGED_SIDE, maxScale: 1 }, mats);
  const reduced = proposals.map((proposal) => ({
    ...proposal,
    corners: scaleCorners(proposal.corners, judged.scale),
  }));
  const features = featuresOf(reduced, sumPicture(judged.grey));
  return proposals.map((proposal, index) => ({ proposal, features: features[index] ?? [] }));
}

function reduce(
  image: DecodedImage,
  { side, maxScale }: Pick<Level, 'side' | 'maxScale'>,
  mats: MatScope,
): { grey: Mat; scale: number } {
  const scale = Math.min(maxScale, side / Math.max(image.width, image.height));
  if (scale === 1) return { grey: image.grey, scale };
  const rows = Math.max(1, Math.round(image.height * scale));
  const cols = Math.max(1, Math.round(image.width * scale));
  const interpolation = scale > 1 ? cv.INTER_LINEAR : cv.INTER_AREA;
  return { grey: mats.own(image.grey.resize(rows, cols, 0, 0, interpolation)), scale };
}

/** Best first; of regions that cover the same area the best stays. */
function withoutDuplicates(regions: readonly Region[]): Region[] {
  const kept: { region: Region; box: ReturnType<typeof boxOf> }[] = [];
  for (const region of [...regions].sort((a, b) => b.score - a.score)) {
    const box = boxOf(region.corners);
    if (kept.every((other) => overlap(other.box, box) <= SAME_REGION_OVERLAP)) kept.push({ region, box });
  }
  return kept.map(({ region }) => region);
}
