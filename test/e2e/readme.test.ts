import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { curl } from '../support/curl.js';
import { makeServiceFolder, startService, type StartedService } from '../support/start-service.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const README = readFileSync(`${ROOT}README.md`, 'utf8');
const SCRIPTS = Object.keys(
  (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> }).scripts,
);
/** Lines of code, with the next line of code, which is what a curl answers. */
const CODE = README.split('\n').filter((line) => line.startsWith('    '));

describe('README', () => {
  let folder: Awaited<ReturnType<typeof makeServiceFolder>>;
  let service: StartedService;
  before(async () => {
    folder = await makeServiceFolder();
    service = await startService(folder.path);
  });
  after(async () => {
    await service.stop();
    await folder.remove();
  });

  const curls = CODE.flatMap((line, index) =>
    line.trim().startsWith('curl ') ? [[line.trim(), CODE[index + 1]?.trim() ?? ''] as const] : [],
  );
  test('shows both routes', () => {
    assert.equal(curls.length, 2);
  });
  for (const [command, answer] of curls) {
    test(`${command} answers as it says`, async () => {
      const response = await curl(command, service.url);
      assert.equal(response.status, 200);
      assert.deepEqual(withoutTimes(await response.text()), withoutTimes(answer));
    });
  }

  const named = [...README.matchAll(/npm (?:run )?([a-z-]+)/g)].map(([, script]) => script ?? '');
  for (const script of new Set(named)) {
    test(`npm has a script ${script}`, () => {
      assert.ok(SCRIPTS.includes(script));
    });
  }

  const links = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '');
  for (const path of new Set(links)) {
    test(`${path} is there`, () => {
      assert.ok(existsSync(ROOT + path));
    });
  }

  test('names every setting', () => {
    const settings = [...readFileSync(`${ROOT}.env.example`, 'utf8').matchAll(/^([A-Z_]+)=/gm)];
    assert.ok(settings.length > 0);
    const missing = settings.map(([, key]) => key ?? '').filter((key) => !README.includes(`\`${key}\``));
    assert.deepEqual(missing, []);
  });
});

function withoutTimes(json: string): unknown {
  return JSON.parse(json.replace(/"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"/g, '"time":"then"'));
}
