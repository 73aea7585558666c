/**
 * A real PostgreSQL server of a test's or bench's own, on a throw-away folder and a Unix socket in it: no port is taken, and
 * no server that the machine may have is touched.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const START_WITHIN_MS = 60_000;
const NOBODY = 65534;
const USER = 'gantry';

export interface PostgresServer {
  /** Creates an empty database; the URL is one for `DATABASE_URL`. */
  newDatabase(): Promise<string>;
  /** Ends all connections to a database, as a restart of the server would. */
  dropConnections(url: string): Promise<void>;
  /** Ends it as a crash does, without a word to its clients. */
  crash(): Promise<void>;
  /** Starts it again after a crash. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param settings of the server, for instance `{ fsync: 'on' }` */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-pg-'));
  // PostgreSQL refuses to run as root.
  if (process.getuid?.() === 0) await chown(folder, NOBODY, NOBODY);
  const bin = await binFolder();
  const data = path.join(folder, 'data');
  const [initdb = '', ...words] = unprivileged(path.join(bin, 'initdb'));
  const options = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8'];
  await promisify(execFile)(initdb, [...words, ...options], { cwd: folder });
  const start = () => serve(folder, bin, data, { ...FAST, ...settings });
  let server = start();
  const connect = async (database: string) => {
    const client = new pg.Client({ host: folder, user: USER, database });
    await client.connect();
    return client;
  };
  const run = async (sql: string) => {
    const client = await connect('postgres');
    await client.query(sql).finally(() => client.end());
  };
  await whenReady(server, run);
  let databases = 0;
  return {
    async newDatabase() {
      const name = `gantry_${++databases}`;
      await run(`CREATE DATABASE ${name}`);
      return `postgres://${USER}@localhost/${name}?host=${folder}`;
    },
    async dropConnections(url) {
      const name = new URL(url).pathname.slice(1);
      await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    },
    crash: () => end(server),
    async restart() {
      server = start();
      await whenReady(server, run);
    },
    async stop() {
      await end(server);
      await rm(folder, { recursive: true });
    },
  };
}

/** At once: what it would tidy up on the way out goes with its folder, or is recovered. */
async function end(server: ChildProcess): Promise<void> {
  server.kill('SIGQUIT');
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

/** Nothing in the throw-away folder has to outlast the machine, unless a test is about that. */
const FAST = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off', max_connections: '100' };

function serve(
  folder: string,
  bin: string,
  data: string,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const options = Object.entries({ listen_addresses: '', unix_socket_directories: folder, ...settings });
  const [command = '', ...words] = unprivileged(path.join(bin, 'postgres'));
  const server = spawn(
    command,
    [...words, '-D', data, ...options.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  // Kept from filling its pipe; what it said is for who debugs.
  server.stderr.resume();
  return server;
}

/** The command, as another account if this one is root, and ended with this process however that ends. */
function unprivileged(program: string): readonly string[] {
  const account =
    process.getuid?.() === 0 ? [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  return ['setpriv', ...account, '--pdeathsig', 'INT', '--', program];
}

async function whenReady(server: ChildProcess, run: (sql: string) => Promise<void>): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    try {
      await run('SELECT 1');
      return;
    } catch (error) {
      if (server.exitCode !== null)
        throw new Error(`PostgreSQL ended with ${server.exitCode}`, { cause: error });
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

/** Debian keeps the server's programs off the path, one folder for each version; others have them on it. */
async function binFolder(): Promise<string> {
  const versions = (await readdir(DEBIAN).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const newest = versions.map((version) => path.join(DEBIAN, version, 'bin'));
  return newest.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? '';
}
