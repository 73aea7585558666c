import { after } from 'node:test';
import { startPostgres, type PostgresServer } from './postgres-server.js';

let shared: Promise<PostgresServer> | undefined;

/** An empty database on the server that the tests of this process share. */
export async function newPostgresDatabase(): Promise<string> {
  return (await sharedServer()).newDatabase();
}

export function sharedServer(): Promise<PostgresServer> {
  return (shared ??= startPostgres());
}

after(async () => {
  await (await shared)?.stop();
});
