/** Writing beside the plate text; positions and cap height in millimetres from the lower left corner. */
export interface SmallPrint {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly font?: readonly [family: string, weight: number];
}

export interface Band {
  readonly side: 'left' | 'right';
  readonly width: number;
  /** How far down from the upper edge it reaches (default to the lower edge). */
  readonly height?: number;
  readonly color: string;
  readonly code: string;
  readonly stars: boolean;
}

/** Where a line of the plate text stands: its baseline, and between which edges it is centred. */
export interface LinePlace {
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How the plates of a country look: proportions of the real ones, lengths in millimetres. */
export interface PlateLayout {
  readonly size: readonly [width: number, height: number];
  readonly background: string;
  readonly ink: string;
  readonly border: { readonly color: string; readonly width: number };
  readonly font: readonly [family: string, weight: number];
  readonly text: LinePlace & {
    readonly height: number;
    readonly spread?: number;
    /** The line above, on a plate of two lines. */
    readonly above?: LinePlace;
  };
  readonly bands?: readonly Band[];
  /** A bar of one colour along the top. */
  readonly header?: { readonly height: number; readonly color: string };
  readonly small?: readonly SmallPrint[];
  /** Plain metal or a printed sheet bounce the flash less than retroreflective film does. */
  readonly retro: number;
}

const EU_BLUE = '#12399a';
const BLACK = '#101113';
const WHITE = '#f2f2ee';
const din: PlateLayout['font'] = ['barlow-condensed', 600];
const eu = (code: string): Band => ({ side: 'left', width: 42, color: EU_BLUE, code, stars: true });

const european = {
  size: [520, 110],
  background: WHITE,
  ink: BLACK,
  border: { color: BLACK, width: 3 },
  font: din,
  text: { height: 75, bottom: 17.5, left: 50, right: 512, spread: 1.08 },
  retro: 1,
} as const satisfies PlateLayout;

/**
 * In a plate's text a space, `-` and `·` stand as such; `|` is a coat of arms and `:` a pair of round seals, as between the
 * groups of Croatian and German plates; `/` begins the second line of a plate that has two.
 */
export const PLATE_LAYOUTS = {
  croatia: { ...european, bands: [eu('HR')], font: ['saira-condensed', 600] },
  croatiaTwoLines: {
    ...european,
    size: [340, 220],
    bands: [{ ...eu('HR'), height: 107 }],
    font: ['saira-condensed', 600],
    text: {
      ...european.text,
      bottom: 23,
      left: 8,
      right: 332,
      above: { bottom: 122, left: 50, right: 332 },
    },
  },
  germany: {
    ...european,
    bands: [eu('D')],
    font: ['saira-condensed', 600],
    text: { ...european.text, spread: 1.05 },
  },
  spain: { ...european, bands: [eu('E')], text: { ...european.text, height: 77, spread: 1.12 } },
  poland: { ...european, bands: [eu('PL')], text: { ...european.text, height: 80, bottom: 15 } },
  italy: {
    ...european,
    bands: [eu('I'), { side: 'right', width: 42, color: EU_BLUE, code: '', stars: false }],
    text: { ...european.text, right: 470 },
  },
  france: {
    ...european,
    bands: [eu('F'), { side: 'right', width: 42, color: EU_BLUE, code: '75', stars: false }],
    text: { ...european.text, right: 470 },
  },
  netherlands: { ...european, background: '#f4b90e', bands: [eu('NL')], font: ['barlow-condensed', 700] },
  unitedKingdomRear: {
    ...european,
    background: '#f6c515',
    border: { color: '#f6c515', width: 2 },
    bands: [{ side: 'left', width: 42, color: EU_BLUE, code: 'UK', stars: false }],
    font: ['barlow-semi-condensed', 700],
    text: { height: 79, bottom: 15, left: 54, right: 510, spread: 1.08 },
    small: [{ text: 'MARLOW MOTORS  01632 960 184', x: 285, y: 4, size: 5, color: BLACK }],
  },
  brazilGrey: {
    ...european,
    size: [400, 130],
    background: '#b9bcbe',
    border: { color: '#2b2c2e', width: 3 },
    text: { height: 63, bottom: 20, left: 18, right: 382, spread: 1.08 },
    small: [{ text: 'SP - SAO PAULO', x: 200, y: 100, size: 15, color: BLACK }],
    retro: 0.35,
  },
  brazilMercosul: {
    ...european,
    size: [400, 130],
    header: { height: 29, color: '#1c3f94' },
    text: { height: 66, bottom: 17, left: 30, right: 385, spread: 1.08 },
    small: [
      { text: 'BRASIL', x: 200, y: 108, size: 14, color: WHITE, font: ['barlow', 700] },
      { text: 'BR', x: 20, y: 12, size: 11, color: BLACK, font: ['barlow', 700] },
    ],
  },
  california: {
    ...european,
    size: [305, 152],
    border: { color: '#c9ccd2', width: 2 },
    ink: '#1b2a63',
    font: ['barlow-condensed', 600],
    text: { height: 68, bottom: 42, left: 14, right: 291 },
    small: [
      { text: 'California', x: 152, y: 121, size: 17, color: '#b3202c', font: ['barlow', 600] },
      { text: 'GOLDEN STATE', x: 152, y: 12, size: 11, color: '#1b2a63', font: ['barlow', 600] },
    ],
    retro: 0.8,
  },
} as const satisfies Readonly<Record<string, PlateLayout>>;

export type PlateLayoutName = keyof typeof PLATE_LAYOUTS;
