import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SETTINGS } from '../../src/config.js';
import { PERMISSIONS } from '../../src/http/permissions.js';
import { PROBLEM_TYPES } from '../../src/http/problem.js';
import { curl } from '../support/curl.js';
import { makeServiceFolder, startService } from '../support/start-service.js';

const GUIDE = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');

test('the command lines of docs/api.md do what it says', async (t) => {
  const folder = await makeServiceFolder();
  t.after(() => folder.remove());
  const service = await startService(folder.path, { LOG_LEVEL: 'warn' });
  t.after(() => service.stop());
  const commands = GUIDE.split('\n').flatMap((line) => (line.startsWith('    curl ') ? [line.trim()] : []));
  const [upload = '', search = '', table = '', review = '', events = '', ...more] = commands;
  assert.deepEqual(more, []);

  const capture = await curl(upload, service.url);
  assert.equal(capture.status, 201);
  const { plates } = (await capture.json()) as { plates: { id: string; text: string }[] };
  const found = (await (await curl(search, service.url)).json()) as { detections: { id: string }[] };
  assert.equal(found.detections[0]?.id, plates[0]?.id);
  assert.match(await (await curl(table, service.url)).text(), /^id,captureId,[^]*ZG1234AB/);
  const reviewed = await curl(review.replace('<id>', plates[0]?.id ?? ''), service.url);
  assert.equal(((await reviewed.json()) as { text: string }).text, 'ZG1234AC');
  const stream = await curl(events, service.url);
  assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
  await stream.body?.cancel();
});

test('what docs/api.md names is there', () => {
  for (const [name = ''] of GUIDE.matchAll(/urn:gantry:problem:[a-z-]+/g))
    assert.ok(PROBLEM_TYPES.includes(name), name);
  const settings: readonly string[] = Object.values(SETTINGS).map(({ key }) => key);
  for (const [, name = ''] of GUIDE.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g))
    assert.ok(settings.includes(name), name);
  for (const scope of Object.keys(PERMISSIONS)) {
    if (scope !== 'anyone') assert.ok(GUIDE.includes(`| \`${scope}\``), scope);
  }
});
