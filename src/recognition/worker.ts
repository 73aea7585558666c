/** A recognizer's child process; the pool starts it. */
import { runWorker } from './pool/worker-host.js';

// Imported late, so that a pipeline that cannot even be loaded (OpenCV is missing) is reported with its reason.
runWorker(async (settings) => (await import('./pipeline.js')).createPipeline(settings));
