import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadScript } from './load-script.js';

interface Entry {
  readonly version: string;
  readonly integrity: string;
  readonly optional?: boolean;
}
type Packages = Readonly<Record<string, Entry>>;

const { installedMatchesLock } = await loadScript<{
  installedMatchesLock(installed: Packages, locked: Packages): boolean;
}>('npm.mjs');
const { dependenciesOf } = await loadScript<{ dependenciesOf(packageJson: string): string }>('stamp.mjs');

const entry = (version: string, more: Partial<Entry> = {}): Entry => ({
  version,
  integrity: `sha-${version}`,
  ...more,
});

describe('installedMatchesLock', () => {
  const locked = {
    '': entry('0.1.0'),
    'node_modules/a': entry('1.0.0'),
    'node_modules/mac-only': entry('2.0.0', { optional: true }),
  };
  for (const [title, installed, expected] of [
    ['the same', { 'node_modules/a': entry('1.0.0') }, true],
    [
      'with an optional one',
      { 'node_modules/a': entry('1.0.0'), 'node_modules/mac-only': entry('2.0.0') },
      true,
    ],
    ['nothing', {}, false],
    ['another version', { 'node_modules/a': entry('1.0.1') }, false],
    ['another content', { 'node_modules/a': entry('1.0.0', { integrity: 'sha-other' }) }, false],
    ['one too many', { 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('1.0.0') }, false],
    [
      'another version of an optional one',
      { 'node_modules/a': entry('1.0.0'), 'node_modules/mac-only': entry('1.0.0') },
      false,
    ],
  ] as const) {
    it(title, () => assert.equal(installedMatchesLock(installed, locked), expected));
  }
});

describe('dependenciesOf', () => {
  const packageJson = {
    scripts: { start: 'a' },
    dependencies: { a: '1.0.0' },
    devDependencies: { b: '1.0.0' },
  };
  const of = (content: object): string => dependenciesOf(JSON.stringify(content));

  it('does not change with what npm does not install', () => {
    assert.equal(of({ ...packageJson, scripts: { start: 'b' }, description: 'c' }), of(packageJson));
  });

  for (const change of [
    { dependencies: { a: '1.0.1' } },
    { devDependencies: {} },
    { optionalDependencies: { c: '1.0.0' } },
    { overrides: { a: '1.0.1' } },
  ]) {
    it(`changes with ${Object.keys(change).join()}`, () => {
      assert.notEqual(of({ ...packageJson, ...change }), of(packageJson));
    });
  }
});

describe('package.json', () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
  const { engines, allowScripts } = read('package.json') as {
    readonly engines: { readonly node: string };
    readonly allowScripts: Readonly<Record<string, boolean>>;
  };

  it('asks for the Node that the set-up asks for', () => {
    const script = readFileSync(new URL('../../../scripts/setup.mjs', import.meta.url), 'utf8');
    const [, major = '', minor = ''] = /OLDEST_NODE = \[(\d+), (\d+)\]/.exec(script) ?? [];
    assert.equal(engines.node, `>=${major}.${minor}`);
  });

  it('decides about every install script, so that npm neither warns nor leaves one out', () => {
    const lock = read('package-lock.json') as {
      readonly packages: Readonly<
        Record<string, { readonly name?: string; readonly hasInstallScript?: boolean }>
      >;
    };
    const withScript = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(
        ([place, { name }]) =>
          name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      );
    assert.deepEqual(withScript.toSorted(), Object.keys(allowScripts).toSorted());
  });
});
