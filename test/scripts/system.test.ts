import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadScript } from './load-script.js';

type HasCommand = (name: string) => boolean;

const { aptCommands, hasPostgres, installPlan, isOnPath, missingPackages } = await loadScript<{
  aptCommands(packages: readonly string[]): string;
  installPlan(facts: {
    readonly hasCommand: HasCommand;
    readonly isRoot: boolean;
    readonly hasTerminal: boolean;
  }): { readonly prefix?: readonly string[]; readonly refusal?: string };
  hasPostgres(folder: string, searchPath: string): boolean;
  isOnPath(name: string, searchPath: string): boolean;
  missingPackages(facts: {
    readonly hasOpenCv: boolean;
    readonly hasCommand: HasCommand;
    readonly compiler: string;
    readonly hasPostgres: boolean;
    readonly forTests: boolean;
  }): readonly { readonly package: string; readonly why: string }[];
}>('system.mjs');

const having =
  (...names: readonly string[]): HasCommand =>
  (name) =>
    names.includes(name);

describe('missingPackages', () => {
  for (const [title, hasOpenCv, commands, compiler, packages] of [
    ['a bare machine', false, [], 'g++', ['libopencv-dev', 'build-essential', 'python3']],
    ['a machine with all of it', true, ['g++', 'make', 'python3'], 'g++', []],
    ['OpenCV alone missing', false, ['g++', 'make', 'python3'], 'g++', ['libopencv-dev']],
    ['a compiler without make', true, ['g++', 'python3'], 'g++', ['build-essential']],
    ['make without a compiler', true, ['make', 'python3'], 'g++', ['build-essential']],
    ['another compiler by CXX', true, ['clang++', 'make', 'python3'], 'clang++', []],
    ['Python missing', true, ['g++', 'make'], 'g++', ['python3']],
  ] as const) {
    it(title, () => {
      const missing = missingPackages({
        ...{ hasOpenCv, compiler, hasPostgres: false, forTests: false },
        hasCommand: having(...commands),
      });
      assert.deepEqual(
        missing.map((requirement) => requirement.package),
        packages,
      );
      assert.ok(missing.every(({ why }) => why.length > 0));
    });
  }
});

describe('missingPackages for the tests', () => {
  for (const [title, hasServer, forTests, packages] of [
    ['PostgreSQL missing', false, true, ['postgresql']],
    ['PostgreSQL there', true, true, []],
    ['PostgreSQL missing, and not needed to start', false, false, []],
  ] as const) {
    it(title, () => {
      const missing = missingPackages({
        ...{ hasOpenCv: true, compiler: 'g++', hasPostgres: hasServer, forTests },
        hasCommand: having('g++', 'make', 'python3'),
      });
      assert.deepEqual(
        missing.map((requirement) => requirement.package),
        packages,
      );
    });
  }
});

describe('hasPostgres', () => {
  it('finds a server, of whichever version, and is not taken in by its clients', (context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gantry-postgres-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const bin = path.join(folder, '17', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'psql'), '', { mode: 0o755 });
    assert.equal(hasPostgres(folder, ''), false);
    assert.equal(hasPostgres('/nowhere', bin), false);
    writeFileSync(path.join(bin, 'initdb'), '', { mode: 0o755 });
    assert.equal(hasPostgres(folder, ''), true);
    assert.equal(hasPostgres('/nowhere', bin), true);
  });
});

describe('installPlan', () => {
  for (const [title, commands, isRoot, hasTerminal, prefix] of [
    ['root installs', ['apt-get'], true, false, []],
    ['root needs no sudo', ['apt-get', 'sudo'], true, true, []],
    ['others use sudo, which may ask', ['apt-get', 'sudo'], false, true, ['sudo']],
    ['nobody there to be asked', ['apt-get', 'sudo'], false, false, ['sudo', '-n']],
  ] as const) {
    it(title, () => {
      assert.deepEqual(installPlan({ hasCommand: having(...commands), isRoot, hasTerminal }), { prefix });
    });
  }

  for (const [title, commands, isRoot, refusal] of [
    ['not root and no sudo', ['apt-get'], false, /no sudo/],
    ['another distribution', ['sudo', 'dnf'], true, /neither Debian nor Ubuntu/],
  ] as const) {
    it(`refuses: ${title}`, () => {
      const plan = installPlan({ hasCommand: having(...commands), isRoot, hasTerminal: true });
      assert.match(plan.refusal ?? '', refusal);
    });
  }

  it('gives the commands to type', () => {
    assert.equal(
      aptCommands(['libopencv-dev', 'python3']),
      'apt-get update && apt-get install -y --no-install-recommends libopencv-dev python3',
    );
  });
});

describe('isOnPath', () => {
  it('finds executables only', (context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gantry-path-'));
    context.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'tool'), '', { mode: 0o755 });
    writeFileSync(path.join(folder, 'text'), '', { mode: 0o644 });
    assert.equal(isOnPath('tool', `/nowhere::${folder}`), true);
    assert.equal(isOnPath('text', folder), false);
    assert.equal(isOnPath('tool', ''), false);
  });
});
