import { UnreadableImageError } from '../../src/errors.js';
import type { Plate, Recognizer } from '../../src/recognition/contracts.js';
import { newDetection } from '../store/support/new-capture.js';
import { form, imagePart, JPG, type Part } from './form.js';

const MARK = 'plates:';

/** A "picture" that says in writing what `plateReader` reads in it; a plate with `?` is for review. */
export function pictureOf(...plates: readonly string[]): Buffer {
  return Buffer.concat([JPG, Buffer.from(MARK + plates.join(','))]);
}

/** A form with such a picture, and further fields. */
export function uploadOf(plates: readonly string[], fields: Readonly<Record<string, string>> = {}) {
  const others = Object.entries(fields).map(([name, content]): Part => ({ name, content }));
  return form(...others, imagePart({ content: pictureOf(...plates) }));
}

/** A recognizer at no cost, for tests of what comes before and after it. */
export const plateReader: Recognizer = {
  async recognize(image) {
    const text = Buffer.from(image).toString('latin1');
    const at = text.indexOf(MARK);
    if (at < 0) throw new UnreadableImageError('The image file could not be decoded');
    const plates = text
      .slice(at + MARK.length)
      .split(',')
      .filter((plate) => plate !== '');
    return {
      image: { width: 640, height: 480 },
      plates: plates.map(plateOf),
      rejections: [{ stage: 'read', reason: 'too few characters', box: { x: 1, y: 2, width: 3, height: 4 } }],
      timings: { decode: 1.5, localize: 2, rectify: 3, read: 4, decide: 5, total: 15.5 },
      engineVersion: 'written-1',
    };
  },
};

function plateOf(written: string): Plate {
  const text = written.replace('?', '');
  return { ...newDetection(text), status: written.endsWith('?') ? 'review' : 'accepted' };
}
