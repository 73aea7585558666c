/** What the pool reports to the log. */
export type PoolEvent =
  | { readonly kind: 'worker-ready'; readonly pid: number | undefined }
  /** A child was of no use from the start; the next attempt comes after `retryInMs` milliseconds. */
  | { readonly kind: 'worker-start-failed'; readonly reason: string; readonly retryInMs: number }
  /** A child that worked died, ran out of time or failed; it is replaced. */
  | { readonly kind: 'worker-lost'; readonly pid: number | undefined; readonly reason: string }
  /** A child had done its number of jobs, its successor works, and it was told to end. */
  | { readonly kind: 'worker-recycled'; readonly pid: number | undefined; readonly jobs: number }
  /** A line that a child wrote to its standard error. */
  | { readonly kind: 'worker-wrote'; readonly pid: number | undefined; readonly line: string }
  /** The picture goes to another child. */
  | { readonly kind: 'job-retried'; readonly reason: string }
  | { readonly kind: 'job-failed'; readonly reason: string };

/** The log level each event deserves. */
export const POOL_EVENT_LEVELS = {
  'worker-ready': 'info',
  'worker-start-failed': 'error',
  'worker-lost': 'error',
  'worker-recycled': 'info',
  'worker-wrote': 'warn',
  'job-retried': 'warn',
  'job-failed': 'error',
} as const satisfies Record<PoolEvent['kind'], 'info' | 'warn' | 'error'>;

export type PoolLog = (event: PoolEvent) => void;
