import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const SETUP = fileURLToPath(new URL('../../../scripts/setup.mjs', import.meta.url));

/** Runs the set-up in a Node that claims to be another one. */
function runAs(claims: Readonly<Record<string, unknown>>): {
  readonly status: number | null;
  readonly stderr: string;
} {
  const lie = Object.entries(claims)
    .map(([key, value]) => `Object.defineProperty(process, '${key}', { value: ${JSON.stringify(value)} });`)
    .join('');
  const preload = `data:text/javascript,${encodeURIComponent(lie)}`;
  return spawnSync(process.execPath, ['--import', preload, SETUP], { encoding: 'utf8' });
}

describe('setup.mjs', () => {
  for (const [version, message] of [
    ['18.20.4', 'Gantry needs Node 20.17 or newer; this is Node 18.20.4.\n'],
    ['20.16.0', 'Gantry needs Node 20.17 or newer; this is Node 20.16.0.\n'],
  ] as const) {
    it(`refuses Node ${version} in one line`, () => {
      const { status, stderr } = runAs({ versions: { ...process.versions, node: version } });
      assert.equal(stderr, message);
      assert.equal(status, 1);
    });
  }

  it('refuses another system than Linux in one line', () => {
    const { status, stderr } = runAs({ platform: 'darwin' });
    assert.match(stderr, /^Gantry runs on Linux; this is darwin\. .*\n$/);
    assert.equal(status, 1);
  });
});
