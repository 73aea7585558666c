import type { PipelineSettings } from '../pipeline.js';
import type { WorkerProcess } from './worker-process.js';

/** `ending`: told to end, or lost and being killed; `gone`: exited. */
export type WorkerState = 'starting' | 'idle' | 'busy' | 'ending' | 'gone';

export interface WorkerSettings {
  readonly file: URL;
  readonly env: Readonly<Record<string, string>>;
  readonly pipeline: PipelineSettings;
  /** Milliseconds from the start of the process to `ready`. */
  readonly startTimeoutMs: number;
  /** Milliseconds for one picture. */
  readonly timeoutMs: number;
  /** Milliseconds from being told to stop to being killed. */
  readonly stopGraceMs: number;
}

/** Told of what happens to a child, each at most once but for `wrote`. */
export interface WorkerObserver {
  ready(worker: WorkerProcess): void;
  /** It is of no use any more, and is being killed if it still lives. `before`: its state until then. */
  lost(worker: WorkerProcess, reason: string, before: 'starting' | 'idle' | 'busy'): void;
  wrote(worker: WorkerProcess, line: string): void;
}

/** The child died, ran out of time or failed in an unforeseen way over this picture; another child may do better. */
export class WorkerLostError extends Error {}
