/**
 * How well the localizer finds labelled plates, by route and by size.
 *
 *     npm run localizer -- [--every N] [--routes characters,edges,quadrilaterals,heat] [--misses FILE] FOLDER…
 *
 * A folder holds `labels.csv` with boxes and `images/`; --every takes each Nth picture; --misses writes a contact sheet
 * of the plates that are not among the ten best regions. A region is a hit when its centre lies in the labelled box, it
 * covers at least 70 % of its width, and is at most 1.3 times as wide and high.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ROUTES } from '../../src/recognition/localize/region.js';
import { measureFolder, type Find, type FolderMeasurement } from './measure-folder.js';
import { drawMisses } from './miss-sheet.js';

const LIMITS = [1, 3, 5, 10, 20];
const WIDTHS = [0, 30, 60, 90, 120, 180, 260, Infinity];
const MISSED_FROM = 10;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    routes: { type: 'string', default: ROUTES.join() },
    misses: { type: 'string' },
  },
});
if (folders.length === 0) {
  console.error('usage: npm run localizer -- [--every N] [--routes A,B] [--misses FILE] FOLDER…');
  process.exit(2);
}
const wanted = values.routes.split(',');
const routes = ROUTES.filter((route) => wanted.includes(route));
const missed: Find[] = [];
for (const folder of folders) {
  const measurement = measureFolder(folder, routes, Number(values.every));
  console.log([basename(folder), ...describe(measurement)].join('\n  '));
  missed.push(...measurement.finds.filter(({ rank }) => rank < 0 || rank >= MISSED_FROM));
}
if (values.misses !== undefined) writeFileSync(values.misses, drawMisses(missed));

function describe({ finds, medianMilliseconds, regionsPerPicture }: FolderMeasurement): string[] {
  const share = (some: readonly Find[], of: readonly Find[] = finds): string =>
    ((100 * some.length) / of.length).toFixed(1);
  const within = (limit: number, of: readonly Find[] = finds): readonly Find[] =>
    of.filter(({ rank }) => rank >= 0 && rank < limit);
  const byRoute = routes.map((route) => {
    const own = finds.filter((find) => find.routes.has(route));
    const alone = own.filter((find) => find.routes.size === 1);
    return `${route}: ${share(own)} %, by it alone ${share(alone)} %`;
  });
  const byWidth = WIDTHS.slice(1).flatMap((to, index) => {
    const from = WIDTHS[index] ?? 0;
    const size = finds.filter(({ label }) => label.width >= from && label.width < to);
    const name = to === Infinity ? `from ${from} px` : `${from}–${to} px`;
    return size.length > 0 ? [`${name}: ${share(within(20, size), size)} % of ${size.length}`] : [];
  });
  const large = finds.filter(({ label }) => label.width >= 60);
  return [
    `${finds.length} plates; among the first ${LIMITS.join(', ')}: ${LIMITS.map((limit) => share(within(limit))).join(', ')} %`,
    ...byRoute,
    `among the first 20, by width: ${byWidth.join('; ')}; from 60 px on: ${share(within(20, large), large)} %`,
    `median ${medianMilliseconds.toFixed(1)} ms with decoding, ${regionsPerPicture.toFixed(1)} regions a picture`,
  ];
}
