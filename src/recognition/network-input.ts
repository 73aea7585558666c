/** Pictures as the networks were trained on them. */
import { cv, MatScope, type Mat } from './opencv.js';

/**
 * Squeezes a grey picture to a network's input and evens its light, as in training: by the picture's own mean and
 * deviation, in grey levels, after the resize.
 * @param width in pixels, as `height`
 */
export function networkInput(grey: Mat, width: number, height: number): Mat {
  using mats = new MatScope();
  const shrinks = grey.cols > width && grey.rows > height;
  const sized = mats.own(grey.resize(height, width, 0, 0, shrinks ? cv.INTER_AREA : cv.INTER_LINEAR));
  const { mean, stddev } = sized.meanStdDev();
  const [level, deviation] = [mats.own(mean).at(0, 0), mats.own(stddev).at(0, 0)];
  return sized.convertTo(cv.CV_32F, 1 / (deviation + 1), -level / (deviation + 1));
}
