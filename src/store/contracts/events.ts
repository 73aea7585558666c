import type { FoundDetection } from './detections.js';

/** A detection was stored. */
export interface DetectionEvent {
  /** 1, 2, 3, … in the order in which they became visible, over all instances. */
  readonly id: number;
  /** As it stands when the event is read; `match` is `null`. */
  readonly detection: FoundDetection;
}

/**
 * The detections in the order in which they were stored. When an event can be seen, every event with a smaller id
 * can, too (but for those whose detections were removed at the end of their retention), so "all after n" misses none.
 */
export interface EventLog {
  /** The id of the latest event; 0: there was none yet. */
  latestId(): Promise<number>;

  /** Up to `limit` events with an id greater than `after`, in order. */
  read(after: number, limit: number): Promise<readonly DetectionEvent[]>;

  /**
   * All events with an id greater than `after`, in order, each once: those that are there, then each as it is
   * stored, by whichever instance. Ends, without an error, when `signal` aborts or the store closes; rejects when the
   * database fails, after which the caller goes on from the last id it saw.
   */
  follow(after: number, signal: AbortSignal): AsyncIterable<DetectionEvent>;
}
