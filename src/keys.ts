/** `npm run keys`: makes, lists and revokes API keys, beside a running service or without one. */
import { loadConfig } from './config.js';
import { runKeysCommand, USAGE, UsageError } from './keys-command.js';
import { openKeys } from './store/open-store.js';

async function main(): Promise<void> {
  const { databaseUrl } = loadConfig();
  const { keys, close } = await openKeys(databaseUrl);
  try {
    await runKeysCommand(process.argv.slice(2), keys, (text) => process.stdout.write(`${text}\n`));
  } finally {
    await close();
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
