import { CHROME, DARK, PLASTIC } from './face-parts.js';
import { fontName } from './fonts.js';
import { box, circle, corners } from './outline.js';
import type { Skin } from './skin.js';

export function exhausts(skin: Skin, u: number, v: number): void {
  skin.both(box(u, v, 0.15, 0.06, 0.025), { ...CHROME, height: 3 });
  skin.both(box(u, v, 0.125, 0.04, 0.018), { ...DARK, height: -8 });
}

export function reflectors(skin: Skin, u: number, v: number): void {
  skin.both(box(u, v, 0.15, 0.028, 0.01), {
    color: ['#a3161a', '#5d080b'],
    gloss: 0.9,
    rough: 0.05,
    height: 2,
  });
}

export function badge(skin: Skin, text: string, u: number, v: number): void {
  skin.text(text, fontName('saira-condensed', 700), 0.024, u, v, { color: '#d5d9dd', metal: 1, height: 3 });
}

export function wiper(skin: Skin, v: number, length: number): void {
  skin.draw(circle(0, v - 0.045, 0.022), { ...PLASTIC, height: 6 });
  skin.draw(corners(`-0.01 ${v - 0.05}, 0.02 ${v - 0.05}, ${length} ${v + 0.025}, ${length} ${v + 0.035}`), {
    color: '#0c0c0d',
    gloss: 0.3,
    rough: 0.4,
    height: 5,
  });
}
