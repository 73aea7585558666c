import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { send, startApp, type AppUnderTest } from '../support/app-under-test.js';

let app: AppUnderTest;
before(async () => {
  app = await startApp();
});
after(() => app.close());

describe('the page of the document', () => {
  test('loads everything from the service itself, and its policy allows nothing else', async () => {
    const { status, headers, text } = await send(app, '/docs');
    assert.equal(status, 200);
    assert.match(String(headers['content-type']), /^text\/html/);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy, /https?:|\*|script-src[^;]*unsafe/);
    const parts = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '');
    assert.ok(parts.length >= 4);
    for (const part of parts) {
      const url = new URL(part, `${app.url}/docs`);
      assert.equal(url.origin, app.url, part);
      assert.equal((await send(app, url.pathname)).status, 200, part);
    }
    // A script in the page would not run.
    assert.doesNotMatch(text, /<script>|<style>|onload=/);
  });

  test('asks for the document where it is, and no validator elsewhere', async () => {
    const { text, headers } = await send(app, '/docs/start.js');
    assert.match(String(headers['content-type']), /javascript/);
    assert.match(text, /validatorUrl: null/);
    const [, url = ''] = /url: '([^']+)'/.exec(text) ?? [];
    const document = await send(app, new URL(url, `${app.url}/docs`).pathname);
    assert.equal((document.body as { openapi: string }).openapi, '3.1.0');
  });

  test('is the same with a slash at the end', async () => {
    const { status, headers } = await send(app, '/docs/');
    assert.equal(status, 308);
    assert.equal(new URL(String(headers['location']), `${app.url}/docs/`).pathname, '/docs');
  });

  for (const asset of ['index.html', '..%2fpackage.json', 'swagger-ui.js']) {
    test(`has no part ${asset}`, async () => {
      assert.equal((await send(app, `/docs/${asset}`)).status, 400);
    });
  }
});
