/**
 * What the stages of the recognition hand to each other, and what leaves the child process.
 * Everything here is plain data: it crosses a process boundary, so no class, no `Mat`, no function.
 *
 * Coordinates are pixels of the picture as a viewer shows it, that is with its EXIF orientation applied;
 * x grows to the right, y downwards, the origin is the top left corner.
 */

/** A position in pixels: `[x, y]`. */
export type Point = readonly [x: number, y: number];

/** Four corners, clockwise from the top left of the plate as it is read. */
export type Corners = readonly [topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point];

/** An upright rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text that a crop may show. `text` holds A–Z and 0–9 only; `confidence` is 0 to 1. */
export interface Candidate {
  readonly text: string;
  readonly confidence: number;
}

/** The readers that there are, in the order in which they read: the first reads everything. */
export const READER_NAMES = ['network', 'tesseract'] as const;
export type ReaderName = (typeof READER_NAMES)[number];

/** What one reader says of one crop: the best text, and the texts it holds possible, most likely first. */
export interface Reading {
  /** Name of the reader, for instance `tesseract`. */
  readonly reader: string;
  readonly text: string;
  readonly confidence: number;
  /** `text` is the first of them. */
  readonly candidates: readonly Candidate[];
  /** How sure each character of `text` is, 0 to 1; absent where the reader cannot tell. */
  readonly characters?: readonly number[];
}

/** A reading is certain enough to bill (`accepted`) or a person should look at it (`review`). */
export type ReadStatus = 'accepted' | 'review';

/** Where a plate was registered, as far as its format tells. `code` is ISO 3166-1 alpha-2. */
export interface Country {
  readonly code: string;
  readonly confidence: number;
}

/** One plate that was read in a picture. */
export interface Plate {
  /** A–Z and 0–9 only, as read. */
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly status: ReadStatus;
  /** Absent information is `null`: no country can be told. */
  readonly country: Country | null;
  readonly corners: Corners;
  readonly box: Box;
  readonly candidates: readonly Candidate[];
  readonly readings: readonly Reading[];
  /** The text that was read, upright, all its lines, as a PNG file. Kept as evidence. */
  readonly crop: Uint8Array;
}

export const STAGES = ['decode', 'localize', 'rectify', 'read', 'decide'] as const;
export type Stage = (typeof STAGES)[number];

/** A region that was looked at and is no plate, and why. */
export interface Rejection {
  readonly stage: Stage;
  readonly reason: string;
  readonly box: Box;
}

/** Milliseconds of each stage, and of all together. */
export type Timings = Readonly<Record<Stage | 'total', number>>;

/** The result of recognizing one picture. No plate is a result, too: `plates` is then empty. */
export interface Recognition {
  /** Size in pixels, EXIF orientation applied. */
  readonly image: { readonly width: number; readonly height: number };
  /** Largest plate area first. */
  readonly plates: readonly Plate[];
  readonly rejections: readonly Rejection[];
  readonly timings: Timings;
  /** Version of the recognition that made this result; changes whenever results may. */
  readonly engineVersion: string;
}

/**
 * Recognizes every plate in one JPG or PNG file.
 * @throws {UnreadableImageError} the bytes are no complete JPG or PNG picture
 * @throws {ImageTooLargeError} more pixels than the limit
 * @throws {RecognizerBusyError} the queue is full
 * @throws {RecognizerFailedError} the recognizer died or ran out of time, twice
 */
export interface Recognizer {
  recognize(image: Uint8Array): Promise<Recognition>;
}
