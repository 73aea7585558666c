import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Timings } from './recognition/contracts.js';
import type { DetectionStatus } from './store/contracts.js';
import type { TimeSource } from './capture-time.js';

/** How an upload ended: with which kind of capture, or with which problem. */
export type CaptureOutcome = 'accepted' | 'review' | 'no-plate' | `problem:${string}`;

/** What is counted now, rather than as it happens. */
export interface Gauges {
  readonly recognizers: () => {
    readonly processes: number;
    readonly starting: number;
    readonly idle: number;
    readonly busy: number;
    readonly queued: number;
    readonly restarts: number;
    readonly recycled: number;
    readonly failedStarts: number;
  };
  readonly queueLimit: number;
  readonly uploadsInFlight: () => number;
  readonly listeners: () => number;
}

export interface Metrics {
  /** One request that was answered, or whose sender left (499). `route` is a name from the table of routes. */
  request(
    labels: { readonly method: string; readonly route: string; readonly status: number },
    ms: number,
  ): void;
  upload(outcome: CaptureOutcome): void;
  recognition(timings: Timings): void;
  /** Milliseconds of what is around the recognition: the wait for a recognizer, and the storing. */
  around(step: 'wait' | 'store', ms: number): void;
  stored(capture: { readonly statuses: readonly DetectionStatus[]; readonly timeSource: TimeSource }): void;
  refusedByRate(limit: 'key' | 'address'): void;
  /** Makes the gauges; called once. */
  watch(gauges: Gauges): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Recognition takes tens of milliseconds to seconds, a check a few. In seconds. */
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Prometheus metrics with a registry of their own, so that two services in one process do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'gantry_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const uploads = counter(registers, 'gantry_uploads_total', 'Uploads by how they ended.', ['outcome']);
  const stages = new Histogram({
    name: 'gantry_recognition_stage_seconds',
    help: 'Time a stage of the recognition took for one picture; total is all together.',
    labelNames: ['stage'] as const,
    buckets: STAGE_BUCKETS,
    registers,
  });
  const steps = new Histogram({
    name: 'gantry_capture_step_seconds',
    help: 'Time a picture waited for a recognizer (wait), or took to be stored durably (store).',
    labelNames: ['step'] as const,
    buckets: STAGE_BUCKETS,
    registers,
  });
  const detections = counter(registers, 'gantry_detections_total', 'Plates stored.', ['status']);
  const times = counter(registers, 'gantry_captures_total', 'Captures stored, by the origin of their time.', [
    'time',
  ]);
  const rated = counter(registers, 'gantry_rate_limited_total', 'Requests refused by a rate limit.', [
    'limit',
  ]);
  return {
    request: ({ method, route, status }, ms) => requests.observe({ method, route, status }, ms / 1000),
    upload: (outcome) => uploads.inc({ outcome }),
    recognition(timings) {
      for (const [stage, ms] of Object.entries(timings)) stages.observe({ stage }, ms / 1000);
    },
    around: (step, ms) => steps.observe({ step }, ms / 1000),
    stored({ statuses, timeSource }) {
      times.inc({ time: timeSource });
      for (const status of statuses) detections.inc({ status });
    },
    refusedByRate: (limit) => rated.inc({ limit }),
    watch: (gauges) => watch(registers, gauges),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function counter<T extends string>(registers: Registry[], name: string, help: string, labelNames: T[]) {
  return new Counter({ name, help, labelNames, registers });
}

function watch(registers: Registry[], { recognizers, queueLimit, uploadsInFlight, listeners }: Gauges): void {
  new Gauge({
    name: 'gantry_recognizers',
    help: 'Recognizers by what they do.',
    labelNames: ['state'],
    registers,
    collect() {
      const { starting, idle, busy } = recognizers();
      for (const [state, value] of Object.entries({ starting, idle, busy })) this.set({ state }, value);
    },
  });
  const values: readonly (readonly [name: string, help: string, value: () => number])[] = [
    ['gantry_recognizers_wanted', 'Recognizers that there should be.', () => recognizers().processes],
    [
      'gantry_recognizer_restarts',
      'Recognizers lost and replaced since the start.',
      () => recognizers().restarts,
    ],
    [
      'gantry_recognizers_recycled',
      'Recognizers replaced for their age since the start.',
      () => recognizers().recycled,
    ],
    [
      'gantry_recognizer_failed_starts',
      'Starts that failed in a row, up to now.',
      () => recognizers().failedStarts,
    ],
    ['gantry_recognition_queue_length', 'Pictures that wait for a recognizer.', () => recognizers().queued],
    ['gantry_recognition_queue_limit', 'Pictures that may wait.', () => queueLimit],
    ['gantry_uploads_in_flight', 'Uploads being received, recognized or stored.', uploadsInFlight],
    ['gantry_event_listeners', 'Connections that listen to events.', listeners],
  ];
  for (const [name, help, value] of values) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }
}
