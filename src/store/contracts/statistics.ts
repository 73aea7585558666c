export interface StatisticsQuery {
  /** Earliest `capturedAt`, itself included. */
  readonly from: Date;
  /** Latest `capturedAt`, itself excluded. */
  readonly to: Date;
  /** Length of a bucket in milliseconds, at least 1000; buckets start at multiples of it since 1970 in UTC. */
  readonly bucketMs: number;
}

/** What one camera did in one bucket. Buckets without a capture are absent. */
export interface StatisticsBucket {
  readonly start: Date;
  /** `null`: captures without the name of a camera. */
  readonly cameraId: string | null;
  readonly captures: number;
  /** Captures in which at least one plate was read. */
  readonly capturesRead: number;
  readonly detections: number;
  /** Detections that were for review when they were read, whatever a reviewer said since. */
  readonly detectionsForReview: number;
  /** Milliseconds that the recognition of a capture took. */
  readonly latency: {
    readonly mean: number;
    readonly p50: number;
    readonly p95: number;
    readonly max: number;
  };
}

export interface Statistics {
  /** By `start`, then camera, those without one first. */
  buckets(query: StatisticsQuery): Promise<readonly StatisticsBucket[]>;
}
