import { featuresOf, type Features } from '../../src/recognition/decide/confidence.js';
import { isRight, type Measurement } from './measure-image.js';

/** What a reading was judged by, and whether it was right. */
export interface JudgedReading {
  readonly set: string;
  readonly file: string;
  readonly text: string;
  readonly right: boolean;
  readonly features: Features;
}

/** Every reading of a picture that could be a plate at all. */
export function judgedReadings(set: string, { image, read }: Measurement): JudgedReading[] {
  return read.flatMap(({ crop, readings }) =>
    readings
      .filter(({ text }) => text.length >= 4 && text.length <= 9)
      .map((reading) => ({
        set,
        file: image.file,
        text: reading.text,
        right: isRight(reading.text, image),
        features: featuresOf(crop, reading),
      })),
  );
}
