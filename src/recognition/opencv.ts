/**
 * The only door to OpenCV. opencv4nodejs keeps its constructors in process-wide statics, so it lives in child
 * processes (and in the benchmarks), never in the HTTP process.
 */
import type * as OpenCV from 'opencv4nodejs';

export type Mat = OpenCV.Mat;
export type Net = OpenCV.Net;

/**
 * The binding's loader prints banners whenever it is loaded and wants to be told that OpenCV is the system's.
 * It has no option for either: the variable is the documented way, and the console is muted while it loads.
 */
async function loadOpenCV(): Promise<typeof OpenCV.cv> {
  process.env['OPENCV4NODEJS_DISABLE_AUTOBUILD'] = '1';
  const { log, info, warn } = console;
  const mute = (): void => undefined;
  Object.assign(console, { log: mute, info: mute, warn: mute });
  try {
    const cv = (await import('opencv4nodejs')).default;
    // One picture, one core: the parallelism is that of the processes.
    cv.setNumThreads(1);
    return cv;
  } finally {
    Object.assign(console, { log, info, warn });
  }
}

export const cv = await loadOpenCV();

/**
 * Owns the matrices made in a block and releases them at its end, whatever way it ends. The garbage collector
 * frees the few bytes of the wrapper long after the megabytes behind it have filled the memory.
 *
 *     using mats = new MatScope();
 *     const blurred = mats.own(grey.blur(size));
 */
export class MatScope implements Disposable {
  readonly #owned: (Mat | Disposable)[] = [];

  /** @param owned a matrix, or what disposes of its matrices itself */
  own<M extends Mat | Disposable>(owned: M): M {
    this.#owned.push(owned);
    return owned;
  }

  [Symbol.dispose](): void {
    for (const owned of this.#owned.splice(0)) {
      if ('release' in owned) owned.release();
      else owned[Symbol.dispose]();
    }
  }
}

/**
 * What a network says of its input, in one row: its four-dimensional output cannot be read otherwise.
 * @param input made by `cv.blobFromImage` or `cv.blobFromImages`; the caller releases it
 * @param length values of the output
 */
export function runNetwork(network: Net, input: Mat, length: number): Float32Array {
  using mats = new MatScope();
  network.setInput(input);
  const output = mats.own(network.forward());
  const data = mats.own(output.flattenFloat(1, length)).getData();
  return new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}
