import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { loadScript } from './load-script.js';

interface OpenCv {
  readonly version: string;
  readonly includeDir: string;
  readonly libDir: string;
  readonly binDir: string;
}
interface Options {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly arch: string;
}
const { findOpenCv } = await loadScript<{
  findOpenCv(options: Options): { readonly openCv: OpenCv | null; readonly reason: string | null };
}>('opencv.mjs');

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A file system with an OpenCV in it. */
function machine(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'gantry-opencv-'));
  folders.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

function headers(
  prefix: string,
  version: string,
  modules: readonly string[],
): Readonly<Record<string, string>> {
  const [major = '', minor = '', revision = ''] = version.split('.');
  return {
    [`${prefix}/include/opencv4/opencv2/core/version.hpp`]: `#define CV_VERSION_MAJOR    ${major}\n#define CV_VERSION_MINOR    ${minor}\n#define CV_VERSION_REVISION ${revision}\n`,
    [`${prefix}/include/opencv4/opencv2/opencv_modules.hpp`]: modules
      .map((name) => `#define HAVE_OPENCV_${name.toUpperCase()}\n`)
      .join(''),
  };
}

function libraries(folder: string, modules: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(modules.map((name) => [`${folder}/libopencv_${name}.so`, '']));
}

function find(
  files: Readonly<Record<string, string>>,
  arch = 'x64',
): ReturnType<typeof findOpenCv> & { root: string } {
  const root = machine(files);
  return { ...findOpenCv({ root, env: {}, arch }), root };
}

const MODULES = ['core', 'dnn', 'img_hash'];

describe('findOpenCv', () => {
  for (const [title, prefix, lib, arch] of [
    ['Debian on x64', 'usr', 'usr/lib/x86_64-linux-gnu', 'x64'],
    ['Debian on arm64', 'usr', 'usr/lib/aarch64-linux-gnu', 'arm64'],
    ['a distribution with lib64', 'usr', 'usr/lib64', 'x64'],
    ['one built from source', 'usr/local', 'usr/local/lib', 'x64'],
    ['an architecture nobody thought of', 'usr', 'usr/lib', 'loong64'],
  ] as const) {
    it(`finds that of ${title}`, () => {
      const { openCv, root } = find(
        { ...headers(prefix, '4.6.0', MODULES), ...libraries(lib, MODULES) },
        arch,
      );
      assert.deepEqual(openCv, {
        version: '4.6.0',
        includeDir: path.join(root, prefix, 'include/opencv4'),
        libDir: path.join(root, lib),
        binDir: path.join(root, prefix, 'bin'),
      });
    });
  }

  for (const [title, files, reason] of [
    ['nothing', {}, /no OpenCV headers/],
    ['headers without libraries', headers('usr', '4.6.0', MODULES), /no libopencv_core\.so/],
    ['libraries without headers', libraries('usr/lib/x86_64-linux-gnu', MODULES), /no OpenCV headers/],
    [
      'some modules only',
      { ...headers('usr', '4.6.0', MODULES), ...libraries('usr/lib/x86_64-linux-gnu', ['core']) },
      /lacks its modules dnn, img_hash$/,
    ],
    [
      'an older OpenCV',
      { ...headers('usr', '3.4.9', MODULES), ...libraries('usr/lib', MODULES) },
      /OpenCV 3\.4\.9 in .*, but 4 is needed/,
    ],
    [
      'the libraries of another architecture',
      { ...headers('usr', '4.6.0', MODULES), ...libraries('usr/lib/aarch64-linux-gnu', MODULES) },
      /no libopencv_core\.so/,
    ],
  ] as const) {
    it(`says what is wrong with ${title}`, () => {
      const result = find(files);
      assert.equal(result.openCv, null);
      assert.match(result.reason ?? '', reason);
    });
  }

  it('passes over an incomplete one in /usr/local', () => {
    const { openCv } = find({
      ...headers('usr/local', '4.9.0', MODULES),
      ...headers('usr', '4.6.0', MODULES),
      ...libraries('usr/lib', MODULES),
    });
    assert.equal(openCv?.version, '4.6.0');
  });

  it('takes the place that the environment names', () => {
    const root = machine({ ...headers('opt/cv', '4.10.0', MODULES), ...libraries('opt/cv/lib', MODULES) });
    const env = {
      OPENCV_INCLUDE_DIR: path.join(root, 'opt/cv/include/opencv4'),
      OPENCV_LIB_DIR: path.join(root, 'opt/cv/lib'),
    };
    const { openCv } = findOpenCv({ root: '/nowhere', env, arch: 'x64' });
    assert.equal(openCv?.version, '4.10.0');
    assert.equal(openCv.binDir, path.join(root, 'opt/cv/bin'));
  });
});
