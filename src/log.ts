import pino, { type Logger, type LoggerOptions } from 'pino';
import { redactSecrets } from './redact.js';

/** Bytes of log held back when nobody reads it; past that lines are dropped rather than the service slowed. */
const HELD_BACK_BYTES = 4 * 1024 * 1024;
const FLUSH_WITHIN_MS = 1000;

export interface Log {
  readonly logger: Logger;
  /** Resolves when all is written that was logged, or after a second: whoever reads the log may have stopped. */
  flush(): Promise<void>;
}

/** Properties that hold plates or keys wherever they occur. None is logged on purpose; this is the second lock. */
const PERSONAL = ['plate', 'plates', 'text', 'secret', 'authorization', 'password', 'url'];

/** How the log writes: without personal data, and with an error's own words only. */
export const LOG_FORM = {
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeFault },
  redact: {
    paths: PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '***',
  },
} satisfies LoggerOptions;

/**
 * The log: one JSON object per line on the standard error, so that the standard output holds nothing but the
 * start-up line. Number plates are personal data and never belong in it.
 */
export function createLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: false, minLength: 1, maxLength: HELD_BACK_BYTES });
  const logger = pino({ level, ...LOG_FORM }, destination);
  return {
    logger,
    flush: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, FLUSH_WITHIN_MS);
        destination.flush(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

/**
 * Name, text and stack only: errors of a database carry the statement and its values, hence plates, as
 * further properties.
 */
function describeFault(fault: unknown): unknown {
  if (!(fault instanceof Error)) return { message: redactSecrets(String(fault)) };
  return {
    type: fault.name,
    message: redactSecrets(fault.message),
    stack: redactSecrets(fault.stack ?? ''),
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}
