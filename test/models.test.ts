import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const MODELS = new URL('../../models/', import.meta.url);
const manifests = readdirSync(MODELS).filter((file) => file.endsWith('.manifest.json'));

test('every model has a manifest', () => {
  const models = readdirSync(MODELS).filter((file) => !/\.manifest\.json$|\.md$/.test(file));
  assert.ok(models.length > 0);
  assert.deepEqual(manifests.map((file) => (read(file) as { file: string }).file).sort(), models.sort());
});

for (const manifest of manifests) {
  test(`${manifest} describes the file that is there`, () => {
    const { file, sha256 } = read(manifest) as { file: string; sha256: string };
    const found = createHash('sha256')
      .update(readFileSync(new URL(file, MODELS)))
      .digest('hex');
    assert.equal(found, sha256);
  });
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, MODELS), 'utf8'));
}
