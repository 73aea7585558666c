/**
 * How well the localizer finds labelled plates, by route and by size.
 *
 *     npm run localizer -- [--every N] FOLDER…
 *
 * A folder holds `labels.csv` with boxes and `images/`; --every takes each Nth picture. A region is a hit when its
 * centre lies in the labelled box, it covers at least 70 % of its width, and is at most 1.3 times as wide and high.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from '../../src/recognition/decode.js';
import { localize } from '../../src/recognition/localize.js';
import { boxOf, type Route } from '../../src/recognition/localize/region.js';
import { MatScope } from '../../src/recognition/opencv.js';
import { readLabels } from '../accuracy/labels.js';
import { isHit } from '../accuracy/measure-image.js';

const LIMITS = [1, 3, 5, 10, 20];
const WIDTHS = [0, 30, 60, 90, 120, 180, 260, Infinity];

/** What became of one labelled plate. */
interface Find {
  readonly file: string;
  readonly width: number;
  /** Place of the first region that hits it, from 0; -1 for none. */
  readonly rank: number;
  /** Routes that hit it with any region. */
  readonly routes: ReadonlySet<Route>;
}

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' }, misses: { type: 'boolean', default: false } },
});
if (folders.length === 0) {
  console.error('usage: npm run localizer -- [--every N] [--misses] FOLDER…');
  process.exit(2);
}
for (const folder of folders) {
  const { finds, milliseconds, regions } = measureFolder(folder);
  const share = (some: readonly Find[], of: readonly Find[]): string =>
    ((100 * some.length) / of.length).toFixed(1);
  const within = (limit: number): readonly Find[] => finds.filter(({ rank }) => rank >= 0 && rank < limit);
  console.log(`${basename(folder)}: ${finds.length} plates`);
  console.log(
    `  among the first ${LIMITS.join(', ')}: ${LIMITS.map((limit) => share(within(limit), finds)).join(', ')} %`,
  );
  for (const route of ['characters', 'edges', 'quadrilaterals'] as const) {
    const own = finds.filter(({ routes }) => routes.has(route));
    const alone = own.filter(({ routes }) => routes.size === 1);
    console.log(`  ${route}: ${share(own, finds)} %, by it alone ${share(alone, finds)} %`);
  }
  WIDTHS.slice(1).forEach((to, index) => {
    const from = WIDTHS[index] ?? 0;
    const size = finds.filter(({ width }) => width >= from && width < to);
    const hit = size.filter(({ rank }) => rank >= 0 && rank < 20);
    if (size.length > 0) console.log(`  ${from}–${to} px wide: ${share(hit, size)} % of ${size.length}`);
  });
  milliseconds.sort((a, b) => a - b);
  const middle = milliseconds[milliseconds.length >> 1] ?? NaN;
  console.log(`  median ms ${middle.toFixed(1)}, regions a picture ${regions.toFixed(1)}`);
  if (values.misses) {
    const missed = finds.filter(({ rank }) => rank < 0 || rank >= 10);
    console.log(missed.map(({ file, width, rank }) => `    ${file} ${width} ${rank}`).join('\n'));
  }
}

function measureFolder(folder: string): { finds: Find[]; milliseconds: number[]; regions: number } {
  const finds: Find[] = [];
  const milliseconds: number[] = [];
  let regionCount = 0;
  const images = readLabels(folder).filter((_, index) => index % Number(values.every) === 0);
  for (const { file, plates } of images) {
    using mats = new MatScope();
    const image = decode(readFileSync(join(folder, 'images', file)), Infinity);
    mats.own(image.grey);
    const started = performance.now();
    const regions = localize(image, 50);
    milliseconds.push(performance.now() - started);
    regionCount += regions.length;
    for (const { box } of plates) {
      if (!box) continue;
      const hits = regions.map((region) => isHit(boxOf(region.corners), box));
      finds.push({
        file,
        width: box.width,
        rank: hits.indexOf(true),
        routes: new Set(regions.filter((_, at) => hits[at]).map(({ route }) => route)),
      });
    }
  }
  return { finds, milliseconds, regions: regionCount / images.length };
}
