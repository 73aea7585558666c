import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { createCheckRoute, type CheckParts } from './check-route.js';
import { answerErrors, refuseUnknown } from './error-handler.js';
import { logRequests } from './request-log.js';
import { createUploadRoute, type UploadParts } from './upload-route.js';

export interface AppParts extends UploadParts, CheckParts {
  readonly logger: Logger;
}

/** The HTTP interface, listening nowhere yet. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // What is answered is personal data and changes with every vehicle: no cache may keep it or compare it.
  app.disable('etag');
  app.use(logRequests(parts.logger));
  app.use(helmet());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(createUploadRoute(parts));
  app.use(createCheckRoute(parts));
  app.use(refuseUnknown);
  app.use(answerErrors(parts.logger));
  return app;
}
