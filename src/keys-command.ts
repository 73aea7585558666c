import { parseArgs } from 'node:util';
import type { ApiKey, KeyScope, KeyStore } from './store/contracts.js';

const SCOPES = ['camera', 'backoffice', 'reviewer', 'admin'] as const satisfies readonly KeyScope[];
const LONGEST_NAME = 100;

/** How the command is used, in the words of a manual page. */
export const USAGE = `npm run keys -- create --name <name> --scope ${SCOPES.join('|')}
npm run keys -- list
npm run keys -- revoke <name or id>`;

/** The command line is wrong; `message` is written for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Print = (text: string) => void;

/**
 * Carries out `create`, `list` or `revoke`.
 * @param args what follows the name of the command
 * @throws {UsageError} the command line is wrong
 * @throws {ConflictError} create: a key with the name is in use
 * @throws {NotFoundError} revoke: there is no such key
 */
export async function runKeysCommand(args: readonly string[], keys: KeyStore, print: Print): Promise<void> {
  const { positionals, values } = parse(args);
  const [command, ...operands] = positionals;
  switch (command) {
    case 'create':
      refuseOperands(operands);
      return create(values, keys, print);
    case 'list':
      refuseOperands(operands);
      return list(keys, print);
    case 'revoke':
      return revoke(operands, keys, print);
    default:
      throw new UsageError(`Expected create, list or revoke, but received ${command ?? 'nothing'}`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, scope: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function create(
  { name = '', scope = '' }: { readonly name?: string | undefined; readonly scope?: string | undefined },
  keys: KeyStore,
  print: Print,
): Promise<void> {
  // Names stand in logs and lists: no line breaks, and no blanks that nobody sees.
  if (!/^\S(?:[^\p{Cc}]*\S)?$/u.test(name) || name.length > LONGEST_NAME) {
    throw new UsageError(`Expected 1 to ${LONGEST_NAME} characters, for --name, but received '${name}'`);
  }
  const known = SCOPES.find((one) => one === scope);
  if (known === undefined) {
    throw new UsageError(`Expected one of ${SCOPES.join(', ')}, for --scope, but received '${scope}'`);
  }
  const { key, secret } = await keys.create({ name, scope: known });
  print(`Made the key ${key.name} (${key.scope}). It is shown this once; whoever has it may do what it may:`);
  print(secret);
}

async function list(keys: KeyStore, print: Print): Promise<void> {
  const rows = (await keys.list()).map(rowOf);
  const table = [['ID', 'NAME', 'SCOPE', 'CREATED', 'LAST USED', 'REVOKED'], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of table) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

function rowOf({ id, name, scope, createdAt, lastUsedAt, revokedAt }: ApiKey): readonly string[] {
  return [id, name, scope, ...[createdAt, lastUsedAt, revokedAt].map(minuteOf)];
}

/** In UTC. */
function minuteOf(instant: Date | null): string {
  return instant === null ? '-' : `${instant.toISOString().slice(0, 16)}Z`;
}

async function revoke([nameOrId, ...others]: readonly string[], keys: KeyStore, print: Print): Promise<void> {
  if (nameOrId === undefined) throw new UsageError('Expected the name or the id of a key to revoke');
  refuseOperands(others);
  const { name, id } = await keys.revoke(nameOrId);
  print(`Revoked the key ${name} (${id}). No instance takes it any more.`);
}

function refuseOperands(operands: readonly string[]): void {
  if (operands.length > 0)
    throw new UsageError(`Expected nothing more, but received '${operands.join(' ')}'`);
}
