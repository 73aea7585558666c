import pino, { type Logger } from 'pino';
import { LOG_FORM } from '../../src/log.js';

/** A logger as the service's own, whose lines are kept, parsed. */
export function memoryLog(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'trace', ...LOG_FORM },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return { logger, lines };
}
