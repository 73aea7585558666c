/** Draws plates that were missed side by side, to be looked at. */
import { basename } from 'node:path';
import type { Box } from '../../src/recognition/contracts.js';
import { boxOf } from '../../src/recognition/localize/region.js';
import { cv, MatScope, type Mat } from '../../src/recognition/opencv.js';
import type { Find } from './measure-folder.js';

const COLUMNS = 6;
const TILE = { width: 260, height: 200 };
const CAPTION = 18;
/** Widths of the plate that a tile shows around it. */
const SURROUNDINGS = 3;
/** Blue, green, red. */
const LABEL = new cv.Vec3(80, 220, 80);
const REGION = new cv.Vec3(60, 60, 255);
const TEXT = new cv.Vec3(255, 255, 255);

/** A PNG: each tile shows a plate's surroundings, its label in green and the three best regions in red. */
export function drawMisses(finds: readonly Find[]): Buffer {
  using mats = new MatScope();
  const rows = Math.max(1, Math.ceil(finds.length / COLUMNS));
  const height = TILE.height + CAPTION;
  const sheet = mats.own(new cv.Mat(rows * height, COLUMNS * TILE.width, cv.CV_8UC3, [40, 40, 40]));
  finds.forEach((find, index) => {
    const [x, y] = [(index % COLUMNS) * TILE.width, Math.floor(index / COLUMNS) * height];
    const tile = mats.own(drawTile(find));
    mats.own(tile.copyTo(mats.own(sheet.getRegion(new cv.Rect(x, y + CAPTION, tile.cols, tile.rows)))));
    const caption = `${basename(find.file).slice(0, 20)} ${find.label.width} px, ${find.rank < 0 ? 'none' : find.rank + 1}`;
    sheet.putText(caption, new cv.Point2(x + 2, y + CAPTION - 5), cv.FONT_HERSHEY_SIMPLEX, 0.38, TEXT, 1);
  });
  return cv.imencode('.png', sheet);
}

function drawTile({ file, label, regions }: Find): Mat {
  using mats = new MatScope();
  const picture = mats.own(cv.imread(file));
  const window = windowAround(label, picture);
  const cut = mats.own(picture.getRegion(new cv.Rect(window.x, window.y, window.width, window.height)));
  const scale = Math.min(TILE.width / window.width, TILE.height / window.height);
  const [rows, cols] = [Math.floor(window.height * scale), Math.floor(window.width * scale)];
  const tile = cut.resize(
    Math.max(1, rows),
    Math.max(1, cols),
    0,
    0,
    scale < 1 ? cv.INTER_AREA : cv.INTER_CUBIC,
  );
  const draw = (box: Box, colour: InstanceType<typeof cv.Vec3>): void => {
    const [x, y] = [(box.x - window.x) * scale, (box.y - window.y) * scale];
    tile.drawRectangle(
      new cv.Point2(Math.round(x), Math.round(y)),
      new cv.Point2(Math.round(x + box.width * scale), Math.round(y + box.height * scale)),
      colour,
      1,
    );
  };
  for (const { corners } of regions) draw(boxOf(corners), REGION);
  draw(label, LABEL);
  return tile;
}

function windowAround(label: Box, picture: Mat): Box {
  const width = SURROUNDINGS * Math.max(label.width, 40);
  const height = (width * TILE.height) / TILE.width;
  const left = Math.max(0, Math.round(label.x + label.width / 2 - width / 2));
  const top = Math.max(0, Math.round(label.y + label.height / 2 - height / 2));
  return {
    x: Math.min(left, picture.cols - 1),
    y: Math.min(top, picture.rows - 1),
    width: Math.max(1, Math.min(Math.round(width), picture.cols - left)),
    height: Math.max(1, Math.min(Math.round(height), picture.rows - top)),
  };
}
