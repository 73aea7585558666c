import { placesOf } from '../../src/recognition/decide/places.js';
import { textsOf, type Features } from '../../src/recognition/decide/text-features.js';
import { boxOf, overlap } from '../../src/recognition/localize/region.js';
import type { ReadCrop } from '../../src/recognition/readers/read-crops.js';
import { isRight, type Measurement } from './measure-image.js';

/** What a text was judged by, and whether it was right. */
export interface JudgedReading {
  readonly set: string;
  readonly file: string;
  readonly text: string;
  readonly right: boolean;
  readonly features: Features;
}

/** Every text of every place of a picture that could be a plate at all, but where a plate stands whose text nobody told. */
export function judgedReadings(set: string, { image, read }: Measurement): JudgedReading[] {
  const untold = image.plates.flatMap(({ text, box }) => (text === '' && box ? [box] : []));
  const isUntold = ({ crop }: ReadCrop): boolean =>
    untold.some((box) => overlap(box, boxOf(crop.corners)) > 0);
  const told = placesOf(read).filter((place) => !place.some(isUntold));
  return told.flatMap((place) =>
    textsOf(place)
      .filter(({ text }) => text.length >= 4 && text.length <= 9)
      .map(({ text, features }) => ({ set, file: image.file, text, right: isRight(text, image), features })),
  );
}
