import type { PipelineSettings } from '../pipeline.js';
import type { FleetSettings } from './fleet.js';
import type { PoolLog } from './pool-events.js';

export interface PoolOptions {
  /** How many children work at the same time: 1 to 1024. */
  readonly processes: number;
  /** How many pictures may wait besides those being worked on: 0 to 1,000,000. */
  readonly queueLimit: number;
  /** Milliseconds a child may work on one picture before it is killed: 1 to 2^31 - 1. */
  readonly timeoutMs: number;
  /**
   * After about so many pictures a child is replaced, 1 or more: native and WASM memory creep. It works on until
   * its successor is ready.
   */
  readonly maxJobsPerProcess: number;
  /** Handed to the pipeline in every child. */
  readonly settings: PipelineSettings;
  /** The JavaScript file that a child runs; it calls `runWorker`. Default: the recognizer's. */
  readonly workerFile?: URL;
  /** What the children's environment holds besides a fixed part; they get nothing of this process's. */
  readonly workerEnv?: Readonly<Record<string, string>>;
  readonly log?: PoolLog;
  /** Milliseconds a child may take to become ready, 1 to 2^31 - 1. Default: 60,000. */
  readonly startTimeoutMs?: number;
  /** Milliseconds from telling an idle child to end to killing it, 1 to 2^31 - 1. Default: 5,000. */
  readonly stopGraceMs?: number;
}

export interface ResolvedPoolOptions extends FleetSettings {
  readonly queueLimit: number;
  readonly log: PoolLog;
}

/** The longest timer that node knows; a longer one fires at once, and would kill every child. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Checks the options and fills in the defaults.
 * @throws {RangeError} a number is no integer in its range
 */
export function resolvePoolOptions(options: PoolOptions): ResolvedPoolOptions {
  const { startTimeoutMs = 60_000, stopGraceMs = 5000 } = options;
  return {
    processes: integerIn('processes', options.processes, 1, 1024),
    queueLimit: integerIn('queueLimit', options.queueLimit, 0, 1_000_000),
    timeoutMs: integerIn('timeoutMs', options.timeoutMs, 1, MAX_TIMER_MS),
    maxJobsPerProcess: integerIn('maxJobsPerProcess', options.maxJobsPerProcess, 1, Number.MAX_SAFE_INTEGER),
    startTimeoutMs: integerIn('startTimeoutMs', startTimeoutMs, 1, MAX_TIMER_MS),
    stopGraceMs: integerIn('stopGraceMs', stopGraceMs, 1, MAX_TIMER_MS),
    pipeline: options.settings,
    file: options.workerFile ?? new URL('../worker.js', import.meta.url),
    env: options.workerEnv ?? {},
    log: options.log ?? (() => undefined),
  };
}

function integerIn(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`expected an integer from ${min} to ${max} for ${name}, but received ${value}`);
}
