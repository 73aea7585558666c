/** Localizes every picture of a labelled folder and keeps what became of each plate. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../../src/recognition/contracts.js';
import { decode } from '../../src/recognition/decode.js';
import { localize } from '../../src/recognition/localize.js';
import { propose } from '../../src/recognition/localize/propose.js';
import { boxOf, type Region, type Route } from '../../src/recognition/localize/region.js';
import { readLabels } from '../accuracy/labels.js';
import { isHit } from '../accuracy/measure-image.js';

/** What became of one labelled plate. */
export interface Find {
  /** Path of the picture. */
  readonly file: string;
  readonly label: Box;
  /** Place of the first region that hits it, from 0; -1 for none. */
  readonly rank: number;
  /** Routes that propose a region that hits it. */
  readonly routes: ReadonlySet<Route>;
  /** The best regions of the picture. */
  readonly regions: readonly Region[];
}

export interface FolderMeasurement {
  readonly finds: readonly Find[];
  /** Milliseconds a picture, decoding included. */
  readonly medianMilliseconds: number;
  readonly regionsPerPicture: number;
}

/** Regions that are kept: beyond, no reader would look. */
const LIMIT = 50;
const SHOWN = 3;

/** @param every takes each Nth picture */
export function measureFolder(folder: string, routes: readonly Route[], every: number): FolderMeasurement {
  const finds: Find[] = [];
  const milliseconds: number[] = [];
  let regionCount = 0;
  const images = readLabels(folder).filter((_, index) => index % every === 0);
  for (const { file, plates } of images) {
    const path = join(folder, 'images', file);
    const bytes = readFileSync(path);
    const started = performance.now();
    using image = decode(bytes, Infinity);
    const regions = localize(image, LIMIT, routes);
    milliseconds.push(performance.now() - started);
    regionCount += regions.length;
    const proposals = propose(image, routes).map(({ proposal }) => proposal);
    for (const { box } of plates) {
      if (!box) continue;
      const hitting = proposals.filter(({ corners }) => isHit(boxOf(corners), box));
      finds.push({
        file: path,
        label: box,
        rank: regions.findIndex((region) => isHit(boxOf(region.corners), box)),
        routes: new Set(hitting.map(({ route }) => route)),
        regions: regions.slice(0, SHOWN),
      });
    }
  }
  milliseconds.sort((a, b) => a - b);
  return {
    finds,
    medianMilliseconds: milliseconds[milliseconds.length >> 1] ?? NaN,
    regionsPerPicture: regionCount / images.length,
  };
}
