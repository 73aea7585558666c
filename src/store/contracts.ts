/**
 * What the store takes and gives: plain objects, never a database row or a Sequelize model. Where a function rejects
 * with an error of `src/errors.ts`, the caller of the service is at fault; any other rejection is a fault of the
 * database, the disk or the program.
 */
import type { CameraStore } from './contracts/cameras.js';
import type { CaptureStore } from './contracts/captures.js';
import type { DetectionStore } from './contracts/detections.js';
import type { EventLog } from './contracts/events.js';
import type { KeyStore } from './contracts/keys.js';
import type { Statistics } from './contracts/statistics.js';

export type * from './contracts/cameras.js';
export type * from './contracts/captures.js';
export type * from './contracts/detections.js';
export type * from './contracts/events.js';
export type * from './contracts/keys.js';
export type * from './contracts/statistics.js';

export interface Store {
  readonly captures: CaptureStore;
  readonly detections: DetectionStore;
  readonly cameras: CameraStore;
  readonly events: EventLog;
  readonly keys: KeyStore;
  readonly statistics: Statistics;

  /** Rejects if the database does not answer within a few seconds. */
  ping(): Promise<void>;

  /** Ends all `follow`, waits for what is being saved, then closes the database. No other call may follow. */
  close(): Promise<void>;
}
