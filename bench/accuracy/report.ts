/** Figures over the measurements of one folder. */
import { STAGES } from '../../src/recognition/contracts.js';
import type { Measurement, Outcome } from './measure-image.js';
import type { YieldPoint } from './yield-curve.js';

/** One line of figures for a terminal. All shares are percent of the pictures they can be told for. */
export function reportLines(name: string, measurements: readonly Measurement[]): string[] {
  const plated = measurements.filter(({ image }) => image.plates.length > 0);
  const blank = measurements.filter(({ image }) => image.plates.length === 0);
  const ranked = plated.filter(({ regionRank }) => regionRank !== null);
  const share = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
  const within = (limit: number): string => {
    const hits = ranked.filter(({ regionRank }) => (regionRank ?? -1) >= 0 && (regionRank ?? 0) < limit);
    return share(hits.length, ranked.length);
  };
  const ended = (outcome: Outcome): number => plated.filter((one) => one.outcome === outcome).length;
  const lines = [`${name}: ${measurements.length} pictures`];
  if (ranked.length > 0) {
    lines.push(`  plate among the first 1, 3, 10 regions, %: ${within(1)}, ${within(3)}, ${within(10)}`);
  }
  if (plated.length > 0) {
    const right = ended('exact') + ended('folded');
    const somewhere = plated.filter(({ readSomewhere }) => readSomewhere).length;
    lines.push(
      `  read, %: exact ${share(ended('exact'), plated.length)}, folded ${share(right, plated.length)}, ` +
        `misread ${share(ended('misread'), plated.length)}, none ${share(ended('none'), plated.length)}; ` +
        `right in some region ${share(somewhere, plated.length)}`,
      `  ${acceptedLine(plated)}`,
    );
  }
  if (blank.length > 0) {
    const answered = blank.filter(({ outcome }) => outcome === 'false').length;
    lines.push(`  a plate answered where there is none, %: ${share(answered, blank.length)}`);
  }
  lines.push(`  median ms: ${timeLine(measurements)}`);
  return lines;
}

function acceptedLine(plated: readonly Measurement[]): string {
  const accepted = plated.filter((one) => one.accepted);
  const wrong = accepted.filter(({ outcome }) => outcome === 'misread').length;
  const share = ((100 * accepted.length) / plated.length).toFixed(1);
  return `accepted, %: ${share}, wrong among them ${wrong} of ${accepted.length}`;
}

function timeLine(measurements: readonly Measurement[]): string {
  return [...STAGES, 'total' as const]
    .map((stage) => `${stage} ${median(measurements.map(({ timings }) => timings[stage])).toFixed(1)}`)
    .join(', ');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** Of the answers with a confidence in each band, how many are right. */
export function reliabilityLines(measurements: readonly Measurement[]): string[] {
  const bands = [0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 1];
  const answers = measurements.filter(({ answer }) => answer !== '');
  return bands.slice(1).map((to, index) => {
    const from = bands[index] ?? 0;
    const inside = answers.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const right = inside.filter(({ outcome }) => outcome === 'exact' || outcome === 'folded').length;
    const share = inside.length > 0 ? ((100 * right) / inside.length).toFixed(0) : '–';
    return `  confidence ${from.toFixed(2)}–${to.toFixed(2)}: ${right} of ${inside.length} right (${share} %)`;
  });
}

/** What is answered, and how much of it is wrong, from some confidences on. */
export function yieldLines(curve: readonly YieldPoint[]): string[] {
  return [0.5, 0.7, 0.8, 0.9, 0.95, 0.98].map((confidence) => {
    const point = curve.filter((one) => one.confidence >= confidence).at(-1);
    const percent = (share = 0): string => (100 * share).toFixed(1);
    return `  ${confidence.toFixed(2)}: ${percent(point?.yield)} % answered, ${percent(point?.error)} % of it wrong`;
  });
}
