import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.js';
import type { Store } from '../store/contracts.js';
import { createAuthorize, type AccessParts } from './access.js';
import { checkOperation } from './check-operation.js';
import { docsOperations } from './docs.js';
import { answerErrors, refuseUnknown, setFaceByAddress } from './error-handler.js';
import { healthOperations, type HealthParts } from './health.js';
import { mountOperations } from './mount-operations.js';
import type { Operation } from './operation.js';
import { createRateLimits, type RateLimits } from './rate-limits.js';
import { logRequests } from './request-log.js';
import { createTakeUpload, type UploadParts } from './take-upload.js';
import { uploadOperation } from './upload-operation.js';
import { cameraOperations } from './v1/cameras.js';
import { captureOperations } from './v1/captures.js';
import { detectionOperations } from './v1/detections.js';
import { eventsOperation, type EventParts } from './v1/events.js';
import { statisticsOperation } from './v1/statistics.js';

export interface AppParts extends UploadParts, Omit<EventParts, 'events'>, Omit<HealthParts, 'pingDatabase'> {
  readonly store: Omit<Store, 'close'>;
  readonly metrics: Metrics;
  readonly open: AccessParts['open'];
  readonly limits: RateLimits;
  /** Addresses of the proxies whose word on the sender's address counts. */
  readonly trustedProxies: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Of the service; stands in the document. */
  readonly version: string;
}

/** The table of routes: all that the service answers. */
export function operationsOf(parts: AppParts): readonly Operation[] {
  const { store, timeZone, now } = parts;
  const takeUpload = createTakeUpload(parts);
  const operations = [
    uploadOperation(takeUpload),
    checkOperation({ captures: store.captures, timeZone }),
    ...captureOperations({ takeUpload, captures: store.captures }),
    ...detectionOperations(store.detections),
    ...cameraOperations(store.cameras),
    statisticsOperation(store.statistics, now),
    eventsOperation({ ...parts, events: store.events }),
    ...healthOperations({ ...parts, pingDatabase: () => store.ping() }),
  ];
  return [...operations, ...docsOperations(operations, parts.version)];
}

/** The HTTP interface, listening nowhere yet. */
export function createApp(parts: AppParts): Express {
  const { store, open, limits, metrics, logger, trustedProxies } = parts;
  const app = express();
  app.disable('x-powered-by');
  // What is answered is personal data and changes with every vehicle: no cache may keep it or compare it.
  app.disable('etag');
  app.set('trust proxy', [...trustedProxies]);
  app.use(logRequests(logger, metrics));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: API_POLICY } }));
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(setFaceByAddress);
  app.use(
    mountOperations(operationsOf(parts), {
      authorize: createAuthorize({ keys: store.keys, open }),
      limits: createRateLimits(limits, metrics),
    }),
  );
  app.use(refuseUnknown);
  app.use(answerErrors(logger));
  return app;
}

/** Of answers that are data: should a browser take one for a page, it loads and runs nothing. */
const API_POLICY = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
