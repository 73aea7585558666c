import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadScript } from './load-script.js';

const { buildProject, outputsOf } = await loadScript<{
  buildProject(root: string): void;
  outputsOf(source: string): readonly string[];
}>('build.mjs');
const { findTests } = await loadScript<{
  findTests(root: string, words: readonly string[]): readonly string[];
}>('tests.mjs');

/** Stands in for the compiler: notes that it ran, and writes what it should; with a file `broken.ts` it fails. */
const COMPILER = `const fs = require('fs'), path = require('path');
fs.appendFileSync('compiler.log', fs.existsSync('dist/.tsbuildinfo') ? 'incremental ' : 'whole ');
for (const file of fs.readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts'))) {
  const target = path.join('dist/src', file.replace(/ts$/, 'js'));
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, fs.readFileSync(path.join('src', file)));
  fs.writeFileSync(target + '.map', '');
}
fs.writeFileSync('dist/.tsbuildinfo', '');
process.exit(fs.existsSync('src/broken.ts') ? 2 : 0);`;

function project(context: TestContext): Project {
  const root = mkdtempSync(path.join(os.tmpdir(), 'gantry-build-'));
  context.after(() => rmSync(root, { recursive: true }));
  const made = new Project(root);
  for (const name of ['tsconfig.json', 'package.json', 'package-lock.json']) made.write(name, '{}');
  made.write('node_modules/typescript/bin/tsc', COMPILER);
  made.write('src/main.ts', 'one');
  made.write('src/store/table.ts', 'two');
  made.write('src/console/page.html', 'three');
  return made;
}

class Project {
  constructor(readonly root: string) {}

  write(name: string, content: string): void {
    mkdirSync(path.dirname(path.join(this.root, name)), { recursive: true });
    writeFileSync(path.join(this.root, name), content);
  }

  remove(name: string): void {
    rmSync(path.join(this.root, name), { recursive: true });
  }

  has(name: string): boolean {
    return existsSync(path.join(this.root, name));
  }

  read(name: string): string {
    return readFileSync(path.join(this.root, name), 'utf8');
  }

  build(): void {
    buildProject(this.root);
  }
}

describe('outputsOf', () => {
  for (const [source, outputs] of [
    ['src/main.ts', ['src/main.js', 'src/main.js.map']],
    ['src/store/table.d.ts', []],
    ['src/console/page.html', ['src/console/page.html']],
  ] as const) {
    it(source, () => assert.deepEqual(outputsOf(source), outputs));
  }
});

describe('buildProject', () => {
  it('compiles the sources and copies the rest', (context) => {
    const made = project(context);
    made.build();
    assert.equal(made.read('dist/src/main.js'), 'one');
    assert.equal(made.read('dist/src/console/page.html'), 'three');
  });

  it('does nothing when nothing changed', (context) => {
    const made = project(context);
    made.build();
    made.build();
    assert.equal(made.read('compiler.log'), 'whole ');
  });

  for (const [title, change] of [
    ['a source', (made: Project) => made.write('src/main.ts', 'changed')],
    ['a new source', (made: Project) => made.write('src/new.ts', 'new')],
    ['an asset', (made: Project) => made.write('src/console/page.html', 'changed')],
    ['a dependency', (made: Project) => made.write('package-lock.json', '{"changed":1}')],
    ['the compiler options', (made: Project) => made.write('tsconfig.json', '{"changed":1}')],
  ] as const) {
    it(`builds again after a change of ${title}`, (context) => {
      const made = project(context);
      made.build();
      change(made);
      made.build();
      assert.match(made.read('compiler.log'), /^whole (incremental|whole) $/);
      made.build();
      assert.equal(made.read('compiler.log').split(' ').length, 3, 'and then rests');
    });
  }

  it('removes what a deleted source left behind, and the empty folder', (context) => {
    const made = project(context);
    made.build();
    made.remove('src/store');
    made.build();
    assert.equal(made.has('dist/src/store'), false);
    assert.equal(made.has('dist/src/main.js'), true);
  });

  it('compiles all when an output is gone', (context) => {
    const made = project(context);
    made.build();
    made.remove('dist/src/main.js');
    made.build();
    assert.equal(made.read('compiler.log'), 'whole whole ');
    assert.equal(made.has('dist/src/main.js'), true);
  });

  it('fails with the compiler, every time until the source is right', (context) => {
    const made = project(context);
    made.write('src/broken.ts', 'broken');
    assert.throws(() => made.build(), /The build failed/);
    assert.throws(() => made.build(), /The build failed/);
    made.remove('src/broken.ts');
    made.build();
  });
});

describe('findTests', () => {
  it('finds the compiled tests by words', (context) => {
    const made = project(context);
    assert.deepEqual(findTests(made.root, []), []);
    for (const name of ['store/b.test.js', 'http/a.test.js', 'http/a.test.js.map', 'support/help.js']) {
      made.write(`dist/test/${name}`, '');
    }
    assert.deepEqual(findTests(made.root, []), ['dist/test/http/a.test.js', 'dist/test/store/b.test.js']);
    assert.deepEqual(findTests(made.root, ['http']), ['dist/test/http/a.test.js']);
    assert.deepEqual(findTests(made.root, ['http', 'b.test']).length, 2);
    assert.deepEqual(findTests(made.root, ['none']), []);
  });
});
