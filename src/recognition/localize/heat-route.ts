/**
 * Proposes regions where a small network marks the centre of a plate. Finds what has no characters to chain:
 * plates that are too small, too faint, or blurred. `training/heat_map/` made the network.
 */
import { fileURLToPath } from 'node:url';
import type { Corners } from '../contracts.js';
import { cv, MatScope, runNetwork, type Mat, type Net } from '../opencv.js';
import type { Proposal } from './region.js';

/** Pixels of the picture per cell of the network's answer, either way. */
const STRIDE = 8;
/** The sides of the network's input are multiples of it. */
const MULTIPLE = 32;
/** Heat, two of offset and two of size. */
const CHANNELS = 5;
/** The network's probabilities are small for what it has rarely seen; the judge has the last word. */
const MIN_HEAT = 0.03;
const MAX_PEAKS = 25;

const FILE = fileURLToPath(new URL('../../../../models/plate-heat-map.onnx', import.meta.url));

/**
 * Loads the network. Each resolution that is searched wants one of its own: a network that is given pictures of
 * another size than the last one's sets itself up anew, which takes as long as looking at them.
 */
export function loadHeatRoute(): (grey: Mat) => Proposal[] {
  const network = cv.readNetFromONNX(FILE);
  return (grey) =>
    hottest(cellsOf(network, grey)).map((peak) => ({
      corners: cornersOf(peak),
      route: 'heat',
      heat: peak.heat,
    }));
}

/** The network's answer: `CHANNELS` planes of `rows` × `cols` cells, one after the other. */
interface Cells {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float32Array;
}

function cellsOf(network: Net, grey: Mat): Cells {
  using mats = new MatScope();
  const [right, bottom] = [padding(grey.cols), padding(grey.rows)];
  const padded = mats.own(grey.copyMakeBorder(0, bottom, 0, right, cv.BORDER_CONSTANT, 0));
  const [rows, cols] = [padded.rows / STRIDE, padded.cols / STRIDE];
  const input = mats.own(cv.blobFromImage(padded, 1 / 255));
  return { rows, cols, values: runNetwork(network, input, CHANNELS * rows * cols) };
}

function padding(length: number): number {
  return Math.ceil(length / MULTIPLE) * MULTIPLE - length;
}

/** Centre and size in pixels of the picture; heat is 0 to 1. */
interface Peak {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly heat: number;
}

/** The cells that are hotter than their eight neighbours, hottest first. */
function hottest({ rows, cols, values }: Cells): Peak[] {
  const least = Math.log(MIN_HEAT / (1 - MIN_HEAT));
  const plane = rows * cols;
  const peaks: Peak[] = [];
  for (let at = 0; at < plane; at++) {
    const logit = values[at] ?? 0;
    if (logit < least || !isPeak(at, logit)) continue;
    const [dx = 0, dy = 0, width = 0, height = 0] = [1, 2, 3, 4].map(
      (channel) => values[channel * plane + at],
    );
    peaks.push({
      x: ((at % cols) + 0.5 + dx) * STRIDE,
      y: (Math.floor(at / cols) + 0.5 + dy) * STRIDE,
      width: Math.exp(width) * STRIDE,
      height: Math.exp(height) * STRIDE,
      heat: 1 / (1 + Math.exp(-logit)),
    });
  }
  return peaks.sort((a, b) => b.heat - a.heat).slice(0, MAX_PEAKS);

  function isPeak(at: number, logit: number): boolean {
    const [row, col] = [Math.floor(at / cols), at % cols];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, col - 1); c <= Math.min(cols - 1, col + 1); c++) {
        if ((values[r * cols + c] ?? 0) > logit) return false;
      }
    }
    return true;
  }
}

function cornersOf({ x, y, width, height }: Peak): Corners {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}
