import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** What the compiler calls this machine: the folder in which Debian keeps the libraries of each architecture. */
const TRIPLETS = {
  arm: 'arm-linux-gnueabihf',
  arm64: 'aarch64-linux-gnu',
  ppc64: 'powerpc64le-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
  x64: 'x86_64-linux-gnu',
};

const MAJOR = 4;

/**
 * Looks for an installed OpenCV 4 with the headers and libraries of every module it says it has: Debian's
 * `opencv_modules.hpp` names all of them even where only some are installed, and the binding includes what it names.
 * `OPENCV_INCLUDE_DIR` and `OPENCV_LIB_DIR` together name another place than the usual ones.
 * @param root the file system to look in; not `/` in tests only
 * @returns `{ openCv: { version, includeDir, libDir, binDir }, reason: null }`, or `{ openCv: null, reason }`
 */
export function findOpenCv({ root = '/', env = process.env, arch = process.arch } = {}) {
  const places = openCvPlaces(root, env, arch);
  let reason = `no OpenCV headers in ${places.map(({ includeDir }) => includeDir).join(', ')}`;
  for (const place of places) {
    const version = headerVersion(place.includeDir);
    if (version === null) continue;
    const problem = problemOf(place, version);
    if (problem === null) return { openCv: { version, ...place }, reason: null };
    reason = problem;
  }
  return { openCv: null, reason };
}

function openCvPlaces(root, env, arch) {
  if (env.OPENCV_INCLUDE_DIR && env.OPENCV_LIB_DIR) {
    const prefix = path.dirname(env.OPENCV_LIB_DIR);
    const binDir = env.OPENCV_BIN_DIR || path.join(prefix, 'bin');
    return [{ includeDir: env.OPENCV_INCLUDE_DIR, libDir: env.OPENCV_LIB_DIR, binDir }];
  }
  return ['usr/local', 'usr'].map((name) => {
    const prefix = path.join(root, name);
    const libDirs = [`lib/${TRIPLETS[arch]}`, 'lib64', 'lib'].map((lib) => path.join(prefix, lib));
    return {
      includeDir: path.join(prefix, 'include', 'opencv4'),
      libDir: libDirs.find((dir) => existsSync(libraryFile(dir, 'core'))) ?? null,
      binDir: path.join(prefix, 'bin'),
    };
  });
}

function headerVersion(includeDir) {
  const text = readIfThere(path.join(includeDir, 'opencv2', 'core', 'version.hpp'));
  if (text === null) return null;
  const part = (name) => new RegExp(`#define\\s+CV_VERSION_${name}\\s+(\\d+)`).exec(text)?.[1] ?? '?';
  return [part('MAJOR'), part('MINOR'), part('REVISION')].join('.');
}

function problemOf({ includeDir, libDir }, version) {
  if (Number.parseInt(version, 10) !== MAJOR)
    return `OpenCV ${version} in ${includeDir}, but ${MAJOR} is needed`;
  if (libDir === null) return `no libopencv_core.so beside ${includeDir}`;
  const list = readIfThere(path.join(includeDir, 'opencv2', 'opencv_modules.hpp'));
  if (list === null) return `no opencv2/opencv_modules.hpp in ${includeDir}`;
  const modules = [...list.matchAll(/^#define\s+HAVE_OPENCV_(\w+)/gm)].map(([, name]) => name.toLowerCase());
  const missing = modules.filter((name) => !existsSync(libraryFile(libDir, name)));
  return missing.length === 0 ? null : `OpenCV in ${libDir} lacks its modules ${missing.join(', ')}`;
}

function libraryFile(libDir, module) {
  return path.join(libDir, `libopencv_${module}.so`);
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
