import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAdmission } from '../../src/http/admission.js';
import { tempFolder } from '../store/support/temp-store.js';
import { startOnStore } from '../support/app-on-store.js';
import { send } from '../support/app-under-test.js';
import { EventReader } from '../support/event-reader.js';
import { form, imagePart } from '../support/form.js';
import { assertKeptOnce, seededRandom } from '../support/repeated-uploads.js';
import { readPicture } from '../support/samples.js';
import { makeServiceFolder, startService } from '../support/start-service.js';

test('uploads repeated by chance through two instances are kept once, and both see the same', async (t) => {
  const folder = await tempFolder(t, 'postgres');
  const start = () => startOnStore(folder, { uploads: createAdmission(64) });
  await assertKeptOnce({
    instances: [await start(), await start()],
    uploads: 300,
    captures: 120,
    concurrency: 12,
    random: seededRandom(1),
  });
});

test('two real services on one database agree in checks, idempotency, keys and events', async (t) => {
  const { options } = await tempFolder(t, 'postgres');
  const services: Awaited<ReturnType<typeof startService>>[] = [];
  for (const name of ['one', 'two']) {
    const home = await makeServiceFolder();
    const service = await startService(home.path, {
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      LOG_LEVEL: 'warn',
    });
    t.after(async () => {
      service.kill('SIGKILL');
      await service.exited;
      await home.remove();
    });
    assert.match(service.line, /database postgres:/, name);
    services.push(service);
  }
  const [one, two] = services;
  assert.ok(one && two);
  const readers = [
    await EventReader.open(`${one.url}/api/v1/events`),
    await EventReader.open(`${two.url}/api/v1/events`),
  ];
  const upload = form(imagePart({ content: readPicture({ file: 'day-rear-croatia.jpg' }) }));
  const withKey = { ...upload, headers: { ...upload.headers, 'idempotency-key': 'at-once' } };
  const lastLook = new Date().toISOString();
  const answers = await Promise.all(services.map((service) => send(service, '/api/v1/captures', withKey)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201],
  );
  assert.equal(answers[0]?.text, answers[1]?.text);
  const { id } = answers[0]?.body as { id: string };
  for (const service of services) {
    const check = await send(service, `/check-license-plate/ZG1234AB/${lastLook}`);
    assert.equal((check.body as { detected: boolean }[])[0]?.detected, true);
    // The evidence lies in the folder that both share.
    assert.equal((await send(service, `/api/v1/captures/${id}/image`)).status, 200);
  }
  // A second capture marks the end: had the first been announced twice, there would be three events.
  await send(
    two,
    '/upload-camera-image',
    form(imagePart({ content: readPicture({ file: 'day-front-italy.jpg' }) })),
  );
  for (const reader of readers) {
    await reader.until(({ events }) => events.some(({ data }) => data['text'] === 'AB123CD'));
    assert.deepEqual(
      reader.events.map(({ data }) => data['text']),
      ['ZG1234AB', 'AB123CD'],
    );
    reader.close();
  }
  for (const service of services) await service.stop();
});
