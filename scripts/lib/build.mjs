import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { SetupError } from './failure.mjs';

/** The folders that tsconfig.json includes; of src everything that is no TypeScript is copied as it is. */
const FOLDERS = ['src', 'test', 'bench', 'media'];
const FOLDER_WITH_ASSETS = 'src';

/**
 * Compiles the sources into dist/ and removes what is left there of sources that are gone. Returns at once when no
 * source changed since the last build that went well.
 * @throws {SetupError} the compiler reports errors; it printed them
 */
export function buildProject(root) {
  const sources = FOLDERS.flatMap((folder) => sourcesIn(root, folder));
  const outputs = new Set(sources.flatMap(outputsOf));
  const stamp = stampOf(root, sources);
  const stampFile = path.join(root, 'dist', '.build-stamp');
  const complete = [...outputs].every((output) => existsSync(path.join(root, 'dist', output)));
  if (complete && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  rmSync(stampFile, { force: true });
  // The compiler trusts its own record and would not write again what was deleted by hand.
  if (!complete) rmSync(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
  removeStale(path.join(root, 'dist'), outputs);
  compileTypeScript(root);
  for (const asset of sources.filter((source) => !isTypeScript(source))) {
    const target = path.join(root, 'dist', asset);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(root, asset), target);
  }
  writeFileSync(stampFile, stamp);
}

function sourcesIn(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => isTypeScript(file) || folder === FOLDER_WITH_ASSETS)
    .sort();
}

function isTypeScript(file) {
  return file.endsWith('.ts');
}

/** The files below dist/ that come of one source. */
export function outputsOf(source) {
  if (source.endsWith('.d.ts')) return [];
  if (!isTypeScript(source)) return [source];
  const script = `${source.slice(0, -'.ts'.length)}.js`;
  return [script, `${script}.map`];
}

function stampOf(root, sources) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of ['tsconfig.json', 'package.json', 'package-lock.json', ...sources]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Removes every file below `dist` that is none of `outputs`, and the folders that this leaves empty. */
export function removeStale(dist, outputs, folder = '') {
  if (!existsSync(path.join(dist, folder))) return;
  for (const entry of readdirSync(path.join(dist, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) removeStale(dist, outputs, name);
    else if (folder !== '' && !outputs.has(name)) rmSync(path.join(dist, name));
  }
  if (folder !== '' && readdirSync(path.join(dist, folder)).length === 0) rmdirSync(path.join(dist, folder));
}

function compileTypeScript(root) {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler))
    throw new SetupError('The compiler is not installed: run npm start or npm test once.');
  const { status, signal } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (signal !== null) throw new SetupError(`The build was stopped by ${signal}.`);
  if (status !== 0) throw new SetupError('The build failed: the compiler reports the errors above.');
}
