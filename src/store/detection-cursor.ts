import { BadRequestError } from '../errors.js';
import { isTimeOrderedId } from './time-ordered-id.js';

/** The place of a detection in a list, newest first. */
export interface DetectionPlace {
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  readonly id: string;
}

/** A cursor as it is handed out: opaque, so that nobody builds on what is in it. */
export function writeCursor({ capturedAt, id }: DetectionPlace): string {
  return Buffer.from(`${capturedAt} ${id}`).toString('base64url');
}

/** @throws {BadRequestError} the text is no cursor */
export function readCursor(cursor: string): DetectionPlace {
  const [time = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const capturedAt = Number(time);
  if (rest.length > 0 || !/^-?\d+$/.test(time) || !Number.isSafeInteger(capturedAt) || !isTimeOrderedId(id)) {
    throw new BadRequestError('Expected, for cursor, the "next" of a page of this list');
  }
  return { capturedAt, id };
}
