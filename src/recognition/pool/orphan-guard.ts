import { Worker } from 'node:worker_threads';

/**
 * Kills this process soon after its parent is gone, even if the event loop is stuck in an endless native call and
 * will never see the channel close: a thread of its own looks, once a second, who the parent is. It loads nothing
 * but node's own modules (OpenCV's binding does not bear a second thread) and does not keep the process alive.
 */
export function watchParent(parentPid: number): void {
  const thread = new Worker(new URL('./orphan-guard-thread.js', import.meta.url), {
    workerData: parentPid,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  thread.unref();
}
