import { constants } from 'node:os';
import { ConfigError, loadConfig } from './config.js';
import { createLog, type Log } from './log.js';
import { startService, type Service } from './start-service.js';

/** Longest time from a signal to the end, in milliseconds; orchestrators kill after 30 seconds or so. */
const STOP_WITHIN_MS = 20_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel);
  const service = await startService(config, log.logger).catch(async (error: unknown) => {
    log.logger.debug({ err: error }, 'start failed');
    await log.flush();
    throw error;
  });
  endInOrder(service, log);
  const { databaseUrl, recognizerProcesses: count } = config;
  const recognizers = `${count} recognizer${count === 1 ? '' : 's'}`;
  process.stdout.write(`Gantry listens on ${service.url}, database ${databaseUrl}, ${recognizers}\n`);
}

/** The first signal stops the service in order, a second one or a fault that nobody caught at once. */
function endInOrder(service: Service, log: Log): void {
  let stopping = false;
  const end = (code: number): void => {
    void log.flush().then(() => process.exit(code));
  };
  const stop = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (stopping) process.exit(128 + constants.signals[signal]);
    stopping = true;
    log.logger.info({ signal }, 'stopping');
    setTimeout(() => {
      log.logger.error(`not stopped within ${STOP_WITHIN_MS} ms`);
      end(1);
    }, STOP_WITHIN_MS);
    service.close().then(
      () => end(0),
      (error: unknown) => {
        log.logger.error({ err: error }, 'stop failed');
        end(1);
      },
    );
  };
  process.on('uncaughtException', (error) => {
    log.logger.fatal({ err: error }, 'uncaught');
    end(1);
  });
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** One line for who started the service; the stack is in the log at level debug. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Gantry cannot start: ${message.replace(/\s*\n\s*/g, ' ')}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  // Whatever a failed start may have left running must not keep the process.
  process.exit(1);
});
