import { writeFileSync } from 'node:fs';
import type { Pipeline, PipelineSettings } from '../pipeline.js';
import type { FromWorker, ToWorker } from '../worker-protocol.js';
import { watchParent } from './orphan-guard.js';
import { pictureErrorName } from './picture-errors.js';

export type CreatePipeline = (settings: PipelineSettings) => Promise<Pipeline>;

/** Signals that reach the whole process group or service (Ctrl-C, a closed terminal, a service manager's stop). */
const GROUP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const MAX_REASON_LENGTH = 4000;

/**
 * Makes this process a recognizer's child: waits for the pool's `init`, makes the pipeline, answers its jobs.
 * Returns at once; the process lives until the pool says `stop`, dies, or an error goes uncaught.
 * @throws {Error} the process was not started by a pool
 */
export function runWorker(createPipeline: CreatePipeline): void {
  if (process.send === undefined) {
    throw new Error('expected to be started by the recognizer pool, but there is no channel to a parent');
  }
  // The parent alone decides when a child ends; else a Ctrl-C would end the pictures that are to be drained.
  for (const signal of GROUP_SIGNALS) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, die);
  offerToOutOfMemoryKiller();

  let pipeline: Pipeline | undefined;
  const handle = async (message: ToWorker): Promise<void> => {
    if (message.kind === 'init') {
      watchParent(message.parentPid);
      pipeline = await initialize(createPipeline, message.settings);
    } else if (message.kind === 'job') {
      if (pipeline === undefined) throw new Error('expected init before a job');
      await answer(pipeline, message.id, message.image);
    } else {
      await pipeline?.close();
      process.exit(0);
    }
  };
  process.on('message', (message) => void handle(message as ToWorker));
}

async function initialize(
  createPipeline: CreatePipeline,
  settings: PipelineSettings,
): Promise<Pipeline | undefined> {
  try {
    const pipeline = await createPipeline(settings);
    send({ kind: 'ready' });
    return pipeline;
  } catch (error) {
    send({ kind: 'init-failed', reason: reasonOf(error) });
    return undefined;
  }
}

async function answer(pipeline: Pipeline, id: number, image: Uint8Array): Promise<void> {
  try {
    send({ kind: 'done', id, recognition: await pipeline.recognize(image) });
  } catch (error) {
    const name = pictureErrorName(error);
    if (name === undefined) send({ kind: 'failed', id, reason: reasonOf(error) });
    else send({ kind: 'refused', id, error: name, message: (error as Error).message });
  }
}

/** @throws {Error} the message holds something that cannot be cloned, for instance a function */
function send(message: FromWorker): void {
  // An error here means that the channel is closed; 'disconnect' follows and ends the process.
  process.send?.(message, undefined, undefined, () => undefined);
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.slice(0, MAX_REASON_LENGTH);
}

/** So short a text is handed to the system at once, so it is out before the process is gone. */
function die(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/** When memory runs out Linux should kill a child, which is replaced, and not the service. Elsewhere: no effect. */
function offerToOutOfMemoryKiller(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // Only a preference: without it the recognizer works as well.
  }
}
