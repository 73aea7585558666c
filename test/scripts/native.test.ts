import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadScript } from './load-script.js';

interface NativePackage {
  readonly name: string;
  readonly binary: string;
  readonly proof: string;
}
const { compilerJobs, findNodeDir, works } = await loadScript<{
  compilerJobs(cores: number, freeBytes: number): number;
  findNodeDir(execPath: string, version: string): string | null;
  works(root: string, nativePackage: NativePackage): boolean;
}>('native.mjs');

const GIB = 2 ** 30;

describe('compilerJobs', () => {
  for (const [title, cores, freeBytes, jobs] of [
    ['all cores where the memory allows', 16, 64 * GIB, 16],
    ['fewer where it does not', 16, 4 * GIB, 4],
    ['one at least', 4, 0.2 * GIB, 1],
  ] as const) {
    it(title, () => assert.equal(compilerJobs(cores, freeBytes), jobs));
  }
});

describe('findNodeDir', () => {
  const header =
    '#define NODE_MAJOR_VERSION 20\n#define NODE_MINOR_VERSION 17\n#define NODE_PATCH_VERSION 0\n';

  it('takes the headers beside the program if they are of its version', (context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gantry-node-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const program = path.join(folder, 'bin', 'node');
    assert.equal(findNodeDir(program, '20.17.0'), null);
    mkdirSync(path.join(folder, 'include', 'node'), { recursive: true });
    writeFileSync(path.join(folder, 'include', 'node', 'node_version.h'), header);
    assert.equal(findNodeDir(program, '20.17.0'), folder);
    assert.equal(findNodeDir(program, '20.17.1'), null);
    assert.equal(findNodeDir(program, '22.17.0'), null);
  });
});

describe('works', () => {
  for (const [title, proof, expected] of [
    ['a binding that loads', "require('./node_modules/binding/lib.node.js')", true],
    ['a binding that fails', 'throw new Error("was compiled against a different Node.js version")', false],
    ['a binding that gives wrong answers', 'process.exit(1)', false],
    ['a binding that takes the process down', 'process.kill(process.pid, "SIGSEGV")', false],
  ] as const) {
    it(`tells ${title}`, (context) => {
      const root = mkdtempSync(path.join(os.tmpdir(), 'gantry-native-'));
      context.after(() => rmSync(root, { recursive: true }));
      mkdirSync(path.join(root, 'node_modules', 'binding'), { recursive: true });
      writeFileSync(path.join(root, 'node_modules', 'binding', 'lib.node.js'), '');
      assert.equal(works(root, { name: 'binding', binary: 'lib.node.js', proof }), expected);
      assert.equal(works(root, { name: 'binding', binary: 'absent.node', proof }), false);
    });
  }
});
