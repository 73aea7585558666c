/** Finds the regions of a picture that may hold a plate, best first. */
import type { DecodedImage } from './decode.js';
import { distinctRegions } from './localize/distinct-regions.js';
import { propose } from './localize/propose.js';
import { judge, loadForest } from './localize/region-judge.js';
import { ROUTES, type Region, type Route } from './localize/region.js';

const forest = loadForest();

/** @param routes that are asked; by default all */
export function localize(image: DecodedImage, limit: number, routes: readonly Route[] = ROUTES): Region[] {
  const regions = propose(image, routes).map(({ proposal, features }) => ({
    corners: proposal.corners,
    route: proposal.route,
    score: judge(forest, features),
  }));
  return distinctRegions(regions).slice(0, limit);
}
