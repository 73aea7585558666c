/**
 * Kills the service at random moments during uploads and looks whether anything acknowledged is lost or stored twice.
 * npm run crash -- [--kills 50] [--database sqlite|postgres|both]
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../test/store/support/postgres-server.js';
import { killWhileUploading } from '../../test/support/kill-service.js';
import { makeServiceFolder } from '../../test/support/start-service.js';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, database: { type: 'string', default: 'both' } },
});
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) {
  throw new Error(`Expected a positive whole number, for --kills, but received ${values.kills}`);
}
if (!['sqlite', 'postgres', 'both'].includes(values.database)) {
  throw new Error(`Expected sqlite, postgres or both, for --database, but received ${values.database}`);
}

if (values.database !== 'postgres') {
  await run('SQLite', (folder) => `sqlite:${path.join(folder, 'gantry.sqlite')}`);
}
if (values.database !== 'sqlite') {
  const server = await startPostgres({ fsync: 'on' });
  try {
    const databaseUrl = await server.newDatabase();
    await run('PostgreSQL', () => databaseUrl);
  } finally {
    await server.stop();
  }
}

async function run(name: string, databaseUrlIn: (folder: string) => string): Promise<void> {
  const folder = await makeServiceFolder();
  try {
    const { uploads, keys, acknowledged } = await killWhileUploading({
      folder: folder.path,
      databaseUrl: databaseUrlIn(folder.path),
      kills,
      report: (line) => console.error(`${name}, ${line}`),
    });
    console.log(
      `${name}: ${kills} kills, ${uploads} uploads under ${keys} keys, ${acknowledged} acknowledged before the last ` +
        'kill: none lost, none stored twice, no leftovers',
    );
  } finally {
    await folder.remove();
  }
}
