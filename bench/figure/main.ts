/**
 * Draws what the recognition reads into a picture, for the README.
 *
 *     npm run figure -- media/images/two-vehicles.jpg docs/read.jpg
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { READER_NAMES, type Plate } from '../../src/recognition/contracts.js';
import { createPipeline } from '../../src/recognition/pipeline.js';
import { fontName } from '../../media/generator/fonts.js';

const WIDTH = 1200;
const QUALITY = 85;
const COLOURS = { accepted: '#2fd06f', review: '#ffb020' } as const;

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error('usage: npm run figure -- PICTURE OUT.jpg');
  process.exit(2);
}

const bytes = readFileSync(from);
const pipeline = await createPipeline({
  maxImagePixels: 50_000_000,
  reviewConfidence: 0.8,
  readers: READER_NAMES,
});
const { image, plates } = await pipeline.recognize(bytes);
await pipeline.close();

const scale = WIDTH / image.width;
const canvas = createCanvas(WIDTH, Math.round(image.height * scale));
const context = canvas.getContext('2d');
context.drawImage(await loadImage(bytes), 0, 0, canvas.width, canvas.height);
for (const plate of plates) drawPlate(context, plate);
writeFileSync(to, canvas.toBuffer('image/jpeg', QUALITY));

function drawPlate(on: SKRSContext2D, { corners, text, confidence, status }: Plate): void {
  const points = corners.map(([x, y]) => [x * scale, y * scale] as const);
  on.strokeStyle = COLOURS[status];
  on.lineWidth = 3;
  on.beginPath();
  for (const [x, y] of points) on.lineTo(x, y);
  on.closePath();
  on.stroke();
  const label = `${text}  ${(100 * confidence).toFixed(0)} %`;
  on.font = `26px ${fontName('barlow', 600)}`;
  const width = on.measureText(label).width + 20;
  const left = Math.min(...points.map(([x]) => x));
  const top = Math.min(...points.map(([, y]) => y)) - 46;
  on.fillStyle = COLOURS[status];
  on.fillRect(left, top, width, 36);
  on.fillStyle = '#10151c';
  on.fillText(label, left + 10, top + 27);
}
