import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { npm } from './npm.mjs';
import { compilerProgress } from './progress.mjs';
import { runStep } from './run.mjs';

const PROOF_TIMEOUT_MS = 60_000;
/** A compiler process on the binding's largest files takes about as much. */
const BYTES_PER_COMPILER = 900 * 2 ** 20;
const KEPT_BINARIES = 8;

/** The packages with native code. `proof` is a program that fails unless the binding really works. */
export const NATIVE_PACKAGES = [
  {
    name: 'opencv4nodejs',
    label: 'the OpenCV binding',
    binary: 'build/Release/opencv4nodejs.node',
    proof: `const cv = require('opencv4nodejs');
      const grey = new cv.Mat(2, 2, cv.CV_8UC3, [1, 2, 3]).cvtColor(cv.COLOR_BGR2GRAY);
      if (grey.channels !== 1 || typeof cv.readNetFromONNX !== 'function') process.exit(1);`,
  },
  {
    name: 'sqlite3',
    label: 'the SQLite binding',
    binary: 'build/Release/node_sqlite3.node',
    proof: `const db = new (require('sqlite3').Database)(':memory:', (error) => { if (error) throw error; });
      db.get('SELECT 1 AS one', (error, row) => { if (error || row.one !== 1) process.exit(1); db.close(); });`,
  },
];

/** The environment in which the OpenCV binding compiles against, and loads with, the system's OpenCV. */
export function openCvEnvironment(openCv) {
  return {
    OPENCV4NODEJS_DISABLE_AUTOBUILD: '1',
    ...(openCv === null
      ? {}
      : {
          OPENCV_INCLUDE_DIR: openCv.includeDir,
          OPENCV_LIB_DIR: openCv.libDir,
          OPENCV_BIN_DIR: openCv.binDir,
        }),
  };
}

/** Proves in a process of its own that the binding loads and works here, with this Node and this OpenCV. */
export function works(root, nativePackage) {
  if (!existsSync(binaryFile(root, nativePackage))) return false;
  try {
    execFileSync(process.execPath, ['-e', nativePackage.proof], {
      cwd: root,
      env: { ...process.env, ...openCvEnvironment(null) },
      stdio: 'ignore',
      timeout: PROOF_TIMEOUT_MS,
    });
    return true;
  } catch {
    return false;
  }
}

/** Makes the binding work: with the binary of an earlier compilation if one fits, else by compiling it. */
export async function makeWork(root, nativePackage, openCv, log) {
  const kept = keptBinary(root, nativePackage, openCv);
  if (existsSync(kept)) {
    copyInPlace(kept, binaryFile(root, nativePackage));
    if (works(root, nativePackage)) return;
    rmSync(kept);
  }
  await compile(root, nativePackage, openCv, log);
}

/**
 * Keeps a copy of each binary outside of node_modules, which npm empties whenever some package changes: the minutes
 * of compiling are spent once for each version of the binding, of Node and of OpenCV.
 */
export function keepBinaries(root, openCv) {
  for (const nativePackage of NATIVE_PACKAGES) {
    const kept = keptBinary(root, nativePackage, openCv);
    if (!existsSync(kept)) copyInPlace(binaryFile(root, nativePackage), kept);
  }
  dropOldest(keptFolder(root));
}

function keptFolder(root) {
  return path.join(root, '.tools', 'native');
}

function keptBinary(root, nativePackage, openCv) {
  return path.join(keptFolder(root), binaryName(root, nativePackage, openCv));
}

export function binaryFile(root, { name, binary }) {
  return path.join(root, 'node_modules', name, binary);
}

/** Names everything that a binary depends on. */
function binaryName(root, { name }, openCv) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
  const place = openCv.libDir.replaceAll(path.sep, '_');
  return `${name}-${version}-abi${process.versions.modules}-${process.arch}-opencv${openCv.version}${place}.node`;
}

async function compile(root, nativePackage, openCv, log) {
  const { name, label } = nativePackage;
  const gyp = readFileSync(path.join(root, 'node_modules', name, 'binding.gyp'), 'utf8');
  const sources = gyp.match(/"cc\/[^"]+\.cc"/g);
  await runStep(
    {
      ...npm(['rebuild', name, '--foreground-scripts']),
      label: `compiling ${label}`,
      cwd: root,
      env: { ...process.env, ...openCvEnvironment(openCv), ...compilerEnvironment(root) },
      parse: compilerProgress(sources === null ? null : sources.length),
      verify: () => works(root, nativePackage),
      advise: adviseOnCompilation,
    },
    log,
  );
}

function compilerEnvironment(root) {
  const nodeDir = configuredNodeDir(root) ? null : findNodeDir(process.execPath, process.versions.node);
  return {
    JOBS: String(compilerJobs(os.availableParallelism(), process.availableMemory())),
    ...(nodeDir === null ? {} : { npm_config_nodedir: nodeDir }),
  };
}

/** All cores, as far as the memory goes. */
export function compilerJobs(cores, freeBytes) {
  return Math.max(1, Math.min(cores, Math.floor(freeBytes / BYTES_PER_COMPILER)));
}

/** Whether somebody told node-gyp where Node's headers are; that is then not ours to change. */
function configuredNodeDir(root) {
  const { command, args } = npm(['config', 'get', 'nodedir']);
  try {
    const answer = execFileSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return !['', 'undefined', 'null'].includes(answer.trim());
  } catch {
    return false;
  }
}

/**
 * The folder that holds `include/node` of exactly this Node, or `null`: with it node-gyp need not download the headers.
 * @param execPath the path of the node program, `<folder>/bin/node`
 */
export function findNodeDir(execPath, version) {
  const nodeDir = path.dirname(path.dirname(execPath));
  const header = path.join(nodeDir, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return null;
  const text = readFileSync(header, 'utf8');
  const part = (name) => new RegExp(`#define\\s+NODE_${name}_VERSION\\s+(\\d+)`).exec(text)?.[1];
  return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.') === version ? nodeDir : null;
}

function adviseOnCompilation(output) {
  if (/Killed|cc1plus.*out of memory|virtual memory exhausted/.test(output)) {
    return 'The machine ran out of memory while compiling: give it at least 1 GiB, or swap.';
  }
  if (/gyp ERR! .*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|fetch failed|network)/.test(output)) {
    return (
      "node-gyp could not download Node's headers. Install Node with its headers (include/node beside bin/node; " +
      "libnode-dev for Debian's own nodejs) or name their folder: npm_config_nodedir=/usr npm start"
    );
  }
  return null;
}

/** Copies under another name first, so that a copy cut short is never taken for a whole one. */
function copyInPlace(from, to) {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
}

function dropOldest(folder) {
  const byAge = readdirSync(folder)
    .map((name) => path.join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const file of byAge.slice(KEPT_BINARIES)) rmSync(file);
}
