import { placesOf } from '../../src/recognition/decide/places.js';
import { textsOf, type Features } from '../../src/recognition/decide/text-features.js';
import { isRight, type Measurement } from './measure-image.js';

/** What a text was judged by, and whether it was right. */
export interface JudgedReading {
  readonly set: string;
  readonly file: string;
  readonly text: string;
  readonly right: boolean;
  readonly features: Features;
}

/** Every text of every place of a picture that could be a plate at all. */
export function judgedReadings(set: string, { image, read }: Measurement): JudgedReading[] {
  return placesOf(read).flatMap((place) =>
    textsOf(place)
      .filter(({ text }) => text.length >= 4 && text.length <= 9)
      .map(({ text, features }) => ({ set, file: image.file, text, right: isRight(text, image), features })),
  );
}
