import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { SetupError } from './failure.mjs';
import { findOpenCv } from './opencv.mjs';
import { aptProgress } from './progress.mjs';
import { runStep } from './run.mjs';

/** System packages by their names in Debian and Ubuntu, and how to tell on any Linux that what they bring is there. */
const REQUIREMENTS = [
  {
    package: 'libopencv-dev',
    why: 'headers and libraries of OpenCV 4, which the OpenCV binding is compiled against',
    present: ({ hasOpenCv }) => hasOpenCv,
  },
  {
    package: 'build-essential',
    why: 'g++ and make, which compile the bindings',
    present: ({ hasCommand, compiler }) => hasCommand(compiler) && hasCommand('make'),
  },
  {
    package: 'python3',
    why: 'runs node-gyp, which writes their makefiles',
    present: ({ hasCommand }) => hasCommand('python3'),
  },
];

/** What the tests need besides. They start a server of their own on a throw-away folder and touch no other. */
const TEST_REQUIREMENTS = [
  {
    package: 'postgresql',
    why: 'the server that the tests start to run everything on PostgreSQL, too (npm start does without)',
    present: ({ hasPostgres }) => hasPostgres,
  },
];

/** The requirements that `facts` do not meet; those of the tests only if `facts.forTests`. */
export function missingPackages(facts) {
  const requirements = facts.forTests ? [...REQUIREMENTS, ...TEST_REQUIREMENTS] : REQUIREMENTS;
  return requirements.filter(({ present }) => !present(facts));
}

/**
 * How to install `packages` here: `{ prefix }` with the words to put before a command, or `{ refusal }` with the
 * reason why this process may not.
 */
export function installPlan({ hasCommand, isRoot, hasTerminal }) {
  if (!hasCommand('apt-get')) {
    return { refusal: 'This is neither Debian nor Ubuntu: install the same with your package manager.' };
  }
  if (isRoot) return { prefix: [] };
  if (!hasCommand('sudo')) return { refusal: 'Installing takes root, and there is no sudo. As root, run:' };
  // Without a terminal nobody can type a password: sudo must fail at once instead of waiting.
  return { prefix: hasTerminal ? ['sudo'] : ['sudo', '-n'] };
}

/** The commands a person would type. */
export function aptCommands(packages) {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs the system packages that are missing, and says which and why. Looks for what they bring and not for the
 * packages themselves, so that an OpenCV of another distribution or from source will do.
 * @throws {SetupError} it may not, or apt-get failed
 */
export async function installSystemPackages(log, { forTests }) {
  const hasCommand = (name) => isOnPath(name, process.env.PATH ?? '');
  const { openCv, reason } = findOpenCv();
  const compiler = process.env.CXX?.split(' ')[0] || 'g++';
  const hasOpenCv = openCv !== null;
  const missing = missingPackages({ hasOpenCv, hasCommand, compiler, forTests, hasPostgres: hasPostgres() });
  if (missing.length === 0) return;

  const names = missing.map((requirement) => requirement.package);
  const reasons = missing.map((requirement) => `${requirement.package}: ${requirement.why}`).join('; ');
  const plan = installPlan({
    hasCommand,
    isRoot: process.getuid() === 0,
    hasTerminal: process.stdin.isTTY === true,
  });
  const detail = openCv === null ? ` (${reason})` : '';
  if ('refusal' in plan) {
    throw new SetupError(
      `Missing system packages: ${reasons}${detail}.\n${plan.refusal}\n    ${aptCommands(names)}`,
    );
  }
  process.stderr.write(`Installing system packages: ${reasons}${detail}.\n`);
  const asRoot = (label, ...words) => runAsRoot(plan.prefix, label, words, names, log);
  if (wasInterrupted())
    await asRoot('finishing an installation that was cut short', 'dpkg', '--configure', '-a');
  await asRoot('updating the package lists', 'apt-get', '-q', 'update');
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  await asRoot(`installing ${names.join(', ')}`, 'apt-get', '-q', 'install', ...options, ...names);
  const after = findOpenCv();
  if (after.openCv === null) throw new SetupError(`OpenCV 4 is still not there: ${after.reason}`);
}

/** Whether there is a PostgreSQL server to start: Debian keeps its programs off the path. */
export function hasPostgres(folder = '/usr/lib/postgresql', searchPath = process.env.PATH ?? '') {
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return (
    versions.some((version) => isExecutable(path.join(folder, version, 'bin', 'initdb'))) ||
    isOnPath('initdb', searchPath)
  );
}

/** Whether dpkg was stopped in the middle, by a Ctrl-C of ours for instance: apt-get then refuses to go on. */
function wasInterrupted() {
  const journal = '/var/lib/dpkg/updates';
  return existsSync(journal) && readdirSync(journal).length > 0;
}

function runAsRoot(prefix, label, words, packages, log) {
  // `env` because sudo clears the environment; C for the words that the progress is read from.
  const line = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', ...words];
  return runStep(
    {
      label,
      command: line[0],
      args: line.slice(1),
      parse: aptProgress(),
      keepsTerminal: prefix.length > 0,
      advise: () => `To install without this script, run as root:\n    ${aptCommands(packages)}`,
    },
    log,
  );
}

/** Whether `path`, a list like $PATH, has an executable of that name. */
export function isOnPath(name, searchPath) {
  return searchPath
    .split(path.delimiter)
    .filter((dir) => dir !== '')
    .some((dir) => isExecutable(path.join(dir, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
