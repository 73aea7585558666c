/** Every picture that was not read right on one contact sheet, to be looked at. */
import { cv, MatScope } from '../../src/recognition/opencv.js';
import type { ReadCrop } from '../../src/recognition/readers/read-crops.js';
import { errorClassOf } from './error-class.js';
import { isRight, type Measurement } from './measure-image.js';

const COLUMNS = 6;
const TILE = { width: 250, height: 64 };
const CAPTION = 46;
const WHITE = new cv.Vec3(255, 255, 255);

/** One error: its crop as a PNG, and the lines of its caption. */
export interface ErrorTile {
  readonly crop: Buffer | null;
  readonly caption: readonly string[];
}

/** The tile of a picture, made while its crops are alive; null where it was read right. */
export function errorTile(measurement: Measurement): ErrorTile | null {
  const error = errorClassOf(measurement);
  if (!error) return null;
  const { image, answer, confidence } = measurement;
  const crop = cropToShow(measurement)?.crop.grey;
  const labels = image.plates.map(({ text }) => text).join(' ') || 'no plate';
  return {
    crop: crop ? cv.imencode('.png', crop) : null,
    caption: [
      image.file.slice(0, 34),
      `${labels} > ${answer || 'none'} ${answer && confidence.toFixed(2)}`,
      error,
    ],
  };
}

/** What was read right though it was not answered, else what was answered, else the best region. */
function cropToShow({ read, image, answer }: Measurement): ReadCrop | undefined {
  const saying = (is: (text: string) => boolean): ReadCrop | undefined =>
    read.find(({ readings }) => readings.some(({ text }) => is(text)));
  return saying((text) => isRight(text, image)) ?? saying((text) => text === answer) ?? read[0];
}

/** @returns a PNG */
export function drawErrorSheet(tiles: readonly ErrorTile[]): Buffer {
  using mats = new MatScope();
  const rows = Math.max(1, Math.ceil(tiles.length / COLUMNS));
  const height = TILE.height + CAPTION;
  const sheet = mats.own(new cv.Mat(rows * height, COLUMNS * TILE.width, cv.CV_8UC1, 40));
  tiles.forEach(({ crop, caption }, index) => {
    const [x, y] = [(index % COLUMNS) * TILE.width, Math.floor(index / COLUMNS) * height];
    caption.forEach((text, line) => {
      const at = new cv.Point2(x + 4, y + 14 * (line + 1));
      sheet.putText(text, at, cv.FONT_HERSHEY_SIMPLEX, 0.4, WHITE, 1);
    });
    if (!crop) return;
    const grey = mats.own(cv.imdecode(crop, cv.IMREAD_GRAYSCALE));
    const width = Math.min(TILE.width - 8, Math.round((grey.cols * TILE.height) / grey.rows));
    const sized = mats.own(grey.resize(TILE.height - 4, width));
    const place = new cv.Rect(x + 4, y + CAPTION, sized.cols, sized.rows);
    mats.own(sized.copyTo(mats.own(sheet.getRegion(place))));
  });
  return cv.imencode('.png', sheet);
}
