import { fork, type ChildProcess } from 'node:child_process';

/**
 * All that a child gets of the environment. The service's own holds secrets (the database's address), and a child
 * decodes hostile pictures in native code. Parallelism is that of the processes: one picture, one core.
 */
const WORKER_ENV: Readonly<Record<string, string>> = {
  LANG: 'C.UTF-8',
  OPENCV4NODEJS_DISABLE_AUTOBUILD: '1',
  OPENCV_FOR_THREADS_NUM: '1',
  OMP_NUM_THREADS: '1',
  OMP_THREAD_LIMIT: '1',
};

/**
 * Starts a child from a JavaScript file. Its standard output goes nowhere, since the OpenCV binding prints banners
 * there; standard error is a pipe. Nothing of the service's own command line (an inspector's port) is handed on.
 * @param env what the child's environment holds besides the fixed part, for instance `LD_LIBRARY_PATH`
 * @throws {Error} the system starts no process
 */
export function spawnWorker(file: URL, env: Readonly<Record<string, string>>): ChildProcess {
  return fork(file, [], {
    env: { ...WORKER_ENV, ...env },
    execArgv: ['--enable-source-maps'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
