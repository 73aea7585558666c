import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runStep } from './run.mjs';

/**
 * Whether node_modules holds what the lock file asks for, by the record that npm keeps there and writes last:
 * what was installed by hand counts, and an installation that was cut short does not.
 */
export function modulesAreCurrent(root) {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  return installedMatchesLock(read(record), read(path.join(root, 'package-lock.json')));
}

/** @param installed @param locked the `packages` of the two files: npm's record and the lock file */
export function installedMatchesLock(installed, locked) {
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  const wanted = Object.entries(locked).filter(([place]) => place !== '');
  const extraneous = Object.keys(installed).some((place) => !(place in locked));
  return (
    !extraneous &&
    wanted.every(([place, entry]) =>
      // Optional packages of other platforms are locked but never installed here.
      place in installed
        ? same(installed[place], entry)
        : entry.optional === true || entry.devOptional === true,
    )
  );
}

/**
 * Installs what the lock file says. Without install scripts: the native bindings are compiled one by one afterwards,
 * with a progress of their own, and nothing else of ours needs one.
 */
export async function installModules(root, log) {
  await runStep(
    {
      ...npm(['ci', '--ignore-scripts', '--include=dev', '--no-fund', '--no-audit']),
      label: 'installing the npm packages',
      cwd: root,
      // Some versions of npm end with code 0 when the network fails them ("Exit handler never called").
      verify: () => modulesAreCurrent(root),
      advise: adviseOnDisagreement,
    },
    log,
  );
}

/** npm ends that error with a page on its options, which leaves its reasons out of sight. */
function adviseOnDisagreement(output) {
  if (!output.includes('EUSAGE')) return null;
  const reasons = [...output.matchAll(/^npm (?:error|ERR!) ((?:Missing|Invalid): .*)/gm)].map(
    ([, reason]) => reason,
  );
  return [
    'package.json and package-lock.json disagree; npm install brings them together:',
    ...reasons.map((reason) => `    ${reason}`),
  ].join('\n');
}

/** The npm that runs us where one does, because it need not be the one on the path. */
export function npm(args) {
  const script = process.env.npm_execpath ?? '';
  return path.basename(script) === 'npm-cli.js'
    ? { command: process.execPath, args: [script, ...args] }
    : { command: 'npm', args };
}
