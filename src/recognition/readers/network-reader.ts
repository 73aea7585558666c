/** Reads lines with a small convolutional network that learned plates; `training/reader/` made it. */
import { fileURLToPath } from 'node:url';
import type { Reading } from '../contracts.js';
import { networkInput } from '../network-input.js';
import { cv, MatScope, runNetwork, type Net } from '../opencv.js';
import type { Reader } from '../reader.js';
import type { LineCrop } from '../rectify.js';
import { characterConfidences, decodeColumns, type Column } from './ctc.js';

const FILE = fileURLToPath(new URL('../../../../models/plate-reader.onnx', import.meta.url));
/** Input in pixels; a line is squeezed to it, whatever its shape. */
const WIDTH = 160;
const HEIGHT = 32;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Of the output: the blank and the alphabet, then whether there is a plate at all. */
const CLASSES = 1 + ALPHABET.length;
const CHANNELS = CLASSES + 1;
const COLUMNS = 40;
const MAX_CANDIDATES = 5;
/** Lines a run: the memory for it grows with them. */
const BATCH = 16;

export function createNetworkReader(): Reader {
  const network = cv.readNetFromONNX(FILE);
  return {
    name: 'network',
    read: (lines) => {
      const readings: Reading[] = [];
      for (let at = 0; at < lines.length; at += BATCH) {
        readings.push(...readBatch(network, lines.slice(at, at + BATCH)));
      }
      return Promise.resolve(readings);
    },
    close: () => Promise.resolve(),
  };
}

function readBatch(network: Net, lines: readonly LineCrop[]): Reading[] {
  using mats = new MatScope();
  const inputs = lines.map(({ grey }) => mats.own(networkInput(grey, WIDTH, HEIGHT)));
  const input = mats.own(cv.blobFromImages(inputs));
  const values = runNetwork(network, input, lines.length * CHANNELS * COLUMNS);
  return lines.map((_, index) => {
    const from = index * CHANNELS * COLUMNS;
    return toReading(values.subarray(from, from + CHANNELS * COLUMNS));
  });
}

/** @param values `CHANNELS` rows of `COLUMNS` logits */
function toReading(values: Float32Array): Reading {
  const columns = Array.from({ length: COLUMNS }, (_, at) => columnAt(values, at));
  const texts = decodeColumns(columns, ALPHABET);
  const plate = plateProbability(values);
  const candidates = texts
    .filter(({ text }) => text !== '')
    .slice(0, MAX_CANDIDATES)
    .map(({ text, confidence }) => ({ text, confidence: confidence * plate }));
  const [best] = texts;
  return {
    reader: 'network',
    text: best?.text ?? '',
    confidence: (best?.confidence ?? 0) * plate,
    candidates: best?.text === '' ? [] : candidates,
    characters: characterConfidences(texts),
  };
}

/** Softmax over the classes of one column. */
function columnAt(values: Float32Array, at: number): Column {
  const logits = Array.from({ length: CLASSES }, (_, channel) => values[channel * COLUMNS + at] ?? 0);
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function plateProbability(values: Float32Array): number {
  const logits = values.subarray(CLASSES * COLUMNS, CHANNELS * COLUMNS);
  const mean = logits.reduce((total, logit) => total + logit, 0) / COLUMNS;
  return 1 / (1 + Math.exp(-mean));
}
