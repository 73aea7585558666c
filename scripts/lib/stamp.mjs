import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { binaryFile, NATIVE_PACKAGES } from './native.mjs';

/**
 * The stamp says that the set-up was complete and proven, and for what. It lies in node_modules, to go with it, and is
 * written last: a set-up that was cut short has none.
 */
export function stampIsCurrent(root, openCv) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === stampText(root, openCv);
}

export function writeStamp(root, openCv) {
  const file = stampFile(root);
  writeFileSync(`${file}.new`, stampText(root, openCv));
  renameSync(`${file}.new`, file);
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.gantry-setup.json');
}

function stampText(root, openCv) {
  const facts = {
    lock: hash(readFileSync(path.join(root, 'package-lock.json'))),
    dependencies: hash(dependenciesOf(readFileSync(path.join(root, 'package.json'), 'utf8'))),
    nodeAbi: process.versions.modules,
    arch: process.arch,
    openCv: openCv === null ? null : `${openCv.version} in ${openCv.libDir}`,
    binaries: NATIVE_PACKAGES.map((nativePackage) => fingerprint(binaryFile(root, nativePackage))),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** What of package.json decides about node_modules; a change of a script or of a text does not. */
export function dependenciesOf(packageJson) {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(packageJson);
  return JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides });
}

function fingerprint(file) {
  if (!existsSync(file)) return null;
  const { size, mtimeMs } = statSync(file);
  return `${size} bytes of ${mtimeMs}`;
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}
