/** The thread of `watchParent`; its data is the process id of the parent. */
import { workerData } from 'node:worker_threads';

const LOOK_EVERY_MS = 1000;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
