/**
 * Finds the corners of the line of characters in a region with a small network, whatever way the plate is tilted and
 * whether or not its characters can be told apart. `training/line_corners/` made the network.
 */
import { fileURLToPath } from 'node:url';
import type { Corners, Point } from '../contracts.js';
import type { DecodedImage } from '../decode.js';
import { networkInput } from '../network-input.js';
import { cv, MatScope, runNetwork, type Net } from '../opencv.js';
import { grown, interpolate, warpToSize } from './warp.js';

const FILE = fileURLToPath(new URL('../../../../models/line-corners.onnx', import.meta.url));
/** Input in pixels: the region is squeezed to it with what lies around it. */
const WIDTH = 128;
const HEIGHT = 64;
/** What is shown beyond the region, as shares of its width and height on every side. */
const BESIDE = 0.15;
const ABOVE = 0.3;
/** x and y of each corner from -1 to 1 across the view, then the logit that there is a line at all. */
const OUTPUTS = 9;

/** A line of characters in a picture. */
export interface LineCorners {
  /** Of the characters, without any margin, in pixels of the picture. */
  readonly corners: Corners;
  /** 0 to 1: whether there is a line of characters. */
  readonly confidence: number;
}

/** @returns what finds one line at each place, a region or where a line was found, in their order */
export function loadLineCorners(): (image: DecodedImage, places: readonly Corners[]) => LineCorners[] {
  const network = cv.readNetFromONNX(FILE);
  return (image, places) => (places.length === 0 ? [] : findLines(network, image, places));
}

function findLines(network: Net, image: DecodedImage, places: readonly Corners[]): LineCorners[] {
  using mats = new MatScope();
  const views = places.map((corners) => grown(corners, BESIDE, ABOVE));
  const inputs = views.map((view) => {
    const grey = mats.own(warpToSize(image, view, { width: WIDTH, height: HEIGHT }));
    return mats.own(networkInput(grey, WIDTH, HEIGHT));
  });
  const input = mats.own(cv.blobFromImages(inputs));
  const values = runNetwork(network, input, places.length * OUTPUTS);
  return views.map((view, index) => lineIn(view, values.subarray(index * OUTPUTS, (index + 1) * OUTPUTS)));
}

function lineIn(view: Corners, values: Float32Array): LineCorners {
  const corner = (at: number): Point =>
    interpolate(view, ((values[2 * at] ?? 0) + 1) / 2, ((values[2 * at + 1] ?? 0) + 1) / 2);
  return {
    corners: [corner(0), corner(1), corner(2), corner(3)],
    confidence: 1 / (1 + Math.exp(-(values[OUTPUTS - 1] ?? 0))),
  };
}
