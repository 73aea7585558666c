/** Tells which regions are worth reading, and where their lines of characters stand. */
import type { Corners } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { boxOf, overlap, type Region } from '../localize/region.js';
import type { SeenRegion } from './crop.js';
import { loadLineCorners, type LineCorners } from './line-corners.js';
import { grown } from './warp.js';

/** A region, and the corners of the characters in it as each look shows them; none where it shows no line. */
export interface LinedRegion extends SeenRegion {
  readonly lines: readonly Corners[];
}

/** Below, a region is held to show no line of characters: of the labelled plates one in a hundred has less than 0.99. */
const MIN_CONFIDENCE = 0.5;
/** The best regions of the localizer are read whatever the network says of them: it has learned no plates of two lines. */
const ALWAYS_READ = 3;
/** Regions that are read, the best lines first: each costs time. */
const MAX_READ = 6;
/** A wide look shows so much more of the line on both sides, as a share of its width: what stands beyond a crest. */
const WIDE = 0.5;
/** Lines whose boxes share more, intersection over union, are cut alike. */
const SAME_LINE_OVERLAP = 0.9;

const findLineCorners = loadLineCorners();

/**
 * Looks for one line in every region, then once more where a line was found, since the whole view shows it there, and
 * in a wide view of it, since the localizer may have lost a part of the plate.
 * @param regions best first
 * @returns those that are worth reading, in their order
 */
export function lookForLines(image: DecodedImage, regions: readonly Region[]): LinedRegion[] {
  const firsts = findLineCorners(
    image,
    regions.map(({ corners }) => corners),
  );
  const read = worthReading(regions.map((region, index) => ({ region, line: firsts[index] as LineCorners })));
  const lined = read.filter(({ line }) => isLine(line));
  const looks = findLineCorners(
    image,
    lined.flatMap(({ line }) => [line.corners, grown(line.corners, WIDE, 0)]),
  );
  return read.map((seen) => {
    const at = lined.indexOf(seen);
    const lines = at < 0 ? [] : [seen.line, ...looks.slice(2 * at, 2 * at + 2)].filter(isLine);
    return { ...seen.region, lineConfidence: seen.line.confidence, lines: distinct(lines) };
  });
}

interface Seen {
  readonly region: Region;
  readonly line: LineCorners;
}

function isLine({ confidence }: LineCorners): boolean {
  return confidence >= MIN_CONFIDENCE;
}

function worthReading(seen: readonly Seen[]): Seen[] {
  const others = seen
    .slice(ALWAYS_READ)
    .filter(({ line }) => isLine(line))
    .sort((a, b) => b.line.confidence - a.line.confidence);
  return [...seen.slice(0, ALWAYS_READ), ...others]
    .slice(0, MAX_READ)
    .sort((a, b) => a.region.rank - b.region.rank);
}

function distinct(lines: readonly LineCorners[]): Corners[] {
  const kept: Corners[] = [];
  for (const { corners } of lines) {
    const isKnown = kept.some((known) => overlap(boxOf(known), boxOf(corners)) > SAME_LINE_OVERLAP);
    if (!isKnown) kept.push(corners);
  }
  return kept;
}
