/** Writes the crops of a picture that was not read right, to be looked at. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { cv, MatScope } from '../../src/recognition/opencv.js';
import { PASSES, renderPage } from '../../src/recognition/readers/passes.js';
import type { LineCrop } from '../../src/recognition/rectify.js';
import type { Measurement } from './measure-image.js';

const WIDTH = 1000;
const ROW_HEIGHT = 100;
const MAX_ROWS = 20;
const WHITE = new cv.Vec3(255, 255, 255);

/**
 * One PNG a picture, a row a line of each region: the line, and what Tesseract's first pass sees of it, under the
 * reader's text of the region. Written to `folder`, named after the picture.
 */
export function writeFailureSheet(folder: string, measurement: Measurement): void {
  using mats = new MatScope();
  const rows = rowsOf(measurement).slice(0, MAX_ROWS);
  const sheet = mats.own(new cv.Mat(ROW_HEIGHT * (rows.length + 1), WIDTH, cv.CV_8UC1, 50));
  const write = (text: string, row: number): void => {
    const at = new cv.Point2(4, row * ROW_HEIGHT + 14);
    sheet.putText(text, at, cv.FONT_HERSHEY_SIMPLEX, 0.45, WHITE, 1);
  };
  const labels = measurement.image.plates.map(({ text }) => text).join(' ');
  write(`${measurement.image.file}: ${labels || 'no plate'}, answered ${measurement.answer || 'none'}`, 0);
  rows.forEach(({ title, crop }, index) => {
    write(title, index + 1);
    [crop.grey, mats.own(renderPage(crop, PASSES[0]))].forEach((image, column) => {
      const width = Math.min(image.cols, WIDTH / 2 - 8);
      const height = Math.min(image.rows, ROW_HEIGHT - 20);
      const from = mats.own(image.getRegion(new cv.Rect(0, 0, width, height)));
      const left = 4 + (column * WIDTH) / 2;
      const to = new cv.Rect(left, (index + 1) * ROW_HEIGHT + 18, width, height);
      mats.own(from.copyTo(mats.own(sheet.getRegion(to))));
    });
  });
  mkdirSync(folder, { recursive: true });
  const name = `${measurement.outcome}-${parse(measurement.image.file).name}.png`;
  writeFileSync(join(folder, name), cv.imencode('.png', sheet));
}

function rowsOf({ read }: Measurement): { title: string; crop: LineCrop }[] {
  return read.flatMap(({ crop, readings }) => {
    const said = readings.map(
      ({ reader, text, confidence }) => `${reader} ${text} (${confidence.toFixed(2)})`,
    );
    const title = `region ${crop.region.rank}: ${said.join(', ')}`;
    return crop.lines.map((line, at) => ({ title: at === 0 ? title : 'the line below', crop: line }));
  });
}
