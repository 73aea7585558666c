import { fontName } from './fonts.js';
import type { Band, LinePlace, PlateLayout } from './plate-layouts.js';
import type { Finish } from './surface.js';
import { Skin } from './skin.js';
import { box, circle, corners } from './outline.js';

/** Width of the dark holder around a plate, in metres. */
export const HOLDER = 0.012;
const DENSITY = 3200;
const MM = 0.001;

/**
 * Draws a plate, in metres with the origin in its lower left corner, with its holder around it. The skin can be laid
 * on a vehicle, or be taken flat with `skin.picture()`.
 */
export function renderPlate(layout: PlateLayout, text: string): Skin {
  const [width, height] = [layout.size[0] * MM, layout.size[1] * MM];
  const holder: Finish = { color: '#101112', gloss: 0.3, rough: 0.4 };
  const skin = new Skin(-HOLDER, -HOLDER, width + 2 * HOLDER, height + 2 * HOLDER, DENSITY, holder);
  skin.draw(box(width / 2, height / 2, width, height, 0.009), {
    color: layout.background,
    gloss: 0.35,
    rough: 0.25,
    height: 1,
  });
  if (layout.header) {
    const h = layout.header.height * MM;
    skin.draw(box(width / 2, height - h / 2 - 0.004, width - 0.008, h, 0.004), {
      color: layout.header.color,
    });
  }
  for (const band of layout.bands ?? []) drawBand(skin, band, width, height);
  const inset = (layout.border.width / 2 + 2) * MM;
  const edge = box(width / 2, height / 2, width - 2 * inset, height - 2 * inset, 0.008);
  skin.draw(edge, { color: layout.border.color, height: 2.2 }, { line: layout.border.width * MM });
  for (const print of layout.small ?? []) {
    const font = fontName(...(print.font ?? layout.font));
    skin.text(print.text, font, print.size * MM, print.x * MM, print.y * MM, {
      color: print.color,
      height: 1,
    });
  }
  drawText(skin, layout, text);
  return skin;
}

function drawBand(skin: Skin, band: Band, plateWidth: number, plateHeight: number): void {
  const width = band.width * MM;
  const height = band.height === undefined ? plateHeight : band.height * MM;
  const bottom = plateHeight - height;
  const u = band.side === 'left' ? width / 2 + 0.003 : plateWidth - width / 2 - 0.003;
  skin.draw(box(u, bottom + height / 2, width, height - 0.006, 0.007), { color: band.color });
  skin.text(band.code, fontName('barlow', 700), 0.019, u, bottom + 0.014, { color: '#f4f4f4', height: 1 });
  if (!band.stars) return;
  for (let k = 0; k < 12; k++) {
    const a = (k / 12) * 2 * Math.PI;
    const v = bottom + height * 0.66 + 0.0125 * Math.sin(a);
    skin.draw(circle(u + 0.0125 * Math.cos(a), v, 0.0023), { color: '#f7d117' });
  }
}

/** Share of the cap height that a sign takes, gap included; others take 0.645. */
const ADVANCE: Readonly<Record<string, number>> = {
  ' ': 0.42,
  '-': 0.42,
  '·': 0.3,
  '|': 0.62,
  ':': 0.56,
  M: 0.8,
  W: 0.84,
};

function drawText(skin: Skin, layout: PlateLayout, text: string): void {
  const lines = text.split('/');
  const { above } = layout.text;
  const places = above ? [above, layout.text] : [layout.text];
  if (lines.length > places.length)
    throw new Error(`expected at most ${places.length - 1} "/" in a plate's text but received ${text}`);
  lines.forEach((line, i) => drawLine(skin, layout, line, places[i + places.length - lines.length]!));
}

function drawLine(skin: Skin, layout: PlateLayout, line: string, place: LinePlace): void {
  const { height, spread = 1 } = layout.text;
  const { bottom, left, right } = place;
  const signs = [...line];
  const natural = signs.map((sign) => (ADVANCE[sign] ?? 0.645) * height * spread);
  const total = natural.reduce((sum, width) => sum + width, 0);
  const squeeze = Math.min(1, (right - left - 8) / total);
  let x = (left + right) / 2 - (total * squeeze) / 2;
  signs.forEach((sign, i) => {
    const width = natural[i]! * squeeze;
    drawSign(skin, layout, sign, (x + width / 2) * MM, bottom * MM, width * 0.97 * MM);
    x += width;
  });
}

function drawSign(
  skin: Skin,
  layout: PlateLayout,
  sign: string,
  u: number,
  bottom: number,
  room: number,
): void {
  const height = layout.text.height * MM;
  const ink: Finish = { color: layout.ink, gloss: 0.4, rough: 0.3, height: 2.4 };
  const middle = bottom + height / 2;
  if (sign === ' ') return;
  if (sign === '-') skin.draw(box(u, middle, height * 0.22, height * 0.12), ink);
  else if (sign === '·') skin.draw(circle(u, middle, height * 0.07), ink);
  else if (sign === '|') drawCrest(skin, u, middle, height * 0.25);
  else if (sign === ':') drawSeals(skin, u, middle, height);
  else skin.text(sign, fontName(...layout.font), height, u, bottom, ink, room);
}

function drawCrest(skin: Skin, u: number, v: number, r: number): void {
  const shield = corners('-1 1.1, 1 1.1, 1 -0.3 0.7, 0 -1.2 0.5, -1 -0.3 0.7').map(
    ([a, b, c]) => [u + a * r, v + b * r, (c ?? 0) * r] as const,
  );
  skin.draw(shield, { color: '#c81f2d', height: 1.5 });
  for (let row = 0; row < 4; row++) {
    for (let column = row % 2; column < 5; column += 2) {
      skin.draw(box(u + (column - 2) * 0.38 * r, v + (0.85 - row * 0.42) * r, 0.38 * r, 0.42 * r), {
        color: '#f4f4f4',
      });
    }
  }
}

function drawSeals(skin: Skin, u: number, v: number, height: number): void {
  for (const [offset, ring, core] of [
    [0.28, '#3f7f3c', '#f3e9c8'],
    [-0.28, '#c9ced6', '#3d78b8'],
  ] as const) {
    skin.draw(circle(u, v + offset * height, height * 0.2), { color: ring, height: 1.5 });
    skin.draw(circle(u, v + offset * height, height * 0.13), { color: core });
  }
}
