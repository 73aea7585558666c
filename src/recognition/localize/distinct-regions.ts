/** Of the many regions that mean the same place one is left. */
import type { Box, Corners, Point } from '../contracts.js';
import { boxOf, overlap, type Region } from './region.js';

/** A region that is not ranked yet. */
export type Candidate = Omit<Region, 'rank'>;

/** Intersection over union: boxes that share more are the same region, and draw its corners towards theirs. */
const SAME_REGION_OVERLAP = 0.7;
/** What a doubtful region says counts for little. */
const VOTING_POWER = 2;

/**
 * Best first; of regions that cover the same area the best stays, drawn towards the others by their scores, since
 * each route errs in its own way (box voting, Gidaris & Komodakis 2015).
 */
export function distinctRegions(regions: readonly Candidate[]): Region[] {
  const sorted = regions
    .map((region) => ({ region, box: boxOf(region.corners) }))
    .sort((a, b) => b.region.score - a.region.score);
  const kept: { region: Candidate; box: Box }[] = [];
  for (const candidate of sorted) {
    if (kept.every(({ box }) => overlap(box, candidate.box) <= SAME_REGION_OVERLAP)) kept.push(candidate);
  }
  return kept.map(({ region, box }, rank) => {
    const alike = sorted.filter(
      (other) => other.region === region || overlap(other.box, box) > SAME_REGION_OVERLAP,
    );
    return { ...region, rank, corners: meanCorners(alike.map((other) => other.region)) };
  });
}

function meanCorners(regions: readonly Candidate[]): Corners {
  const weights = regions.map(({ score }) => Math.max(1e-6, score ** VOTING_POWER));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mean = (corner: number, axis: 0 | 1): number =>
    regions.reduce(
      (total, { corners }, index) => total + (weights[index] ?? 0) * (corners[corner]?.[axis] ?? 0),
      0,
    ) / sum;
  const at = (corner: number): Point => [mean(corner, 0), mean(corner, 1)];
  return [at(0), at(1), at(2), at(3)];
}
