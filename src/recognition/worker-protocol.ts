/**
 * What the pool and its children say to each other over the IPC channel of `child_process.fork`. The channel
 * uses the `advanced` serialization (structured clone), so bytes cross as bytes.
 *
 * The order is fixed: the pool sends `init`, the child answers `ready` or `init-failed`; then any number of
 * `job`s, one at a time, each answered by `done`, `refused` or `failed`; last `stop`, upon which the child exits.
 */
import type { Recognition } from './contracts.js';
import type { PipelineSettings } from './pipeline.js';
import type { PictureErrorName } from './pool/picture-errors.js';

export type ToWorker =
  | {
      readonly kind: 'init';
      readonly settings: PipelineSettings;
      /** Process id of the pool's process: a child whose parent is another one is an orphan. */
      readonly parentPid: number;
    }
  | { readonly kind: 'job'; readonly id: number; readonly image: Uint8Array }
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'ready' }
  /** The pipeline cannot be made; the child is of no use. */
  | { readonly kind: 'init-failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly id: number; readonly recognition: Recognition }
  /** The picture is at fault, the child is as good as before. */
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly error: PictureErrorName;
      readonly message: string;
    }
  /** An error nobody foresaw: the child is in an unknown state and must be replaced. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
