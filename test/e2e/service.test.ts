import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { send } from '../support/app-under-test.js';
import { form, imagePart, type Part } from '../support/form.js';
import { greyPng, readPicture, readSamples, type Sample } from '../support/samples.js';
import { makeServiceFolder, startService, type StartedService } from '../support/start-service.js';

/** The real service over real HTTP, with real pictures. */
let service: StartedService;
let folder: Awaited<ReturnType<typeof makeServiceFolder>>;
const samples = readSamples();
const startedAt = new Date();

before(async () => {
  folder = await makeServiceFolder();
  service = await startService(folder.path, { TIME_ZONE: 'Pacific/Kiritimati', LOG_LEVEL: 'warn' });
});
after(async () => {
  await service.stop();
  await folder.remove();
});

const upload = (changes: Partial<Part>) => send(service, '/upload-camera-image', form(imagePart(changes)));
const uploadSample = (sample: Sample) =>
  upload({
    content: readPicture(sample),
    type: sample.file.endsWith('.png') ? 'image/png' : 'image/jpeg',
    filename: sample.file,
  });
const check = (plates: readonly string[], from: string) =>
  send(service, `/check-license-plate/${plates.join(',')}/${from}`);

test('the start-up line says where, on which database, with how many recognizers', () => {
  assert.match(
    service.line,
    /^Gantry listens on http:\/\/127\.0\.0\.1:\d+, database sqlite:\.\/data\/gantry\.sqlite, 1 recognizer$/,
  );
});

test('pictures are read, and the plates read are found by a check', async () => {
  const read: string[] = [];
  for (const sample of samples) {
    const { status, body, text } = await uploadSample(sample);
    assert.equal(status, 200, `${sample.file}: ${text}`);
    const { message } = body as { message: string };
    const plate = /^License plate ([A-Z0-9]+) found$/.exec(message)?.[1];
    const expected = plate === undefined ? 'No license plate found' : `License plate ${plate} found`;
    assert.deepEqual(body, { message: expected, status: plate === undefined ? 404 : 200 }, sample.file);
    if (sample.plates.length === 0) assert.equal(plate, undefined, `${sample.file} shows no plate`);
    else if (plate !== undefined && sample.plates.includes(plate)) read.push(plate);
  }
  const withPlate = samples.filter(({ plates }) => plates.length > 0);
  assert.ok(read.length * 2 >= withPlate.length, `${read.length} of ${withPlate.length} pictures read`);

  const asked = ['NEVER1', ...read, 'NEVER1'];
  const { body } = await check(asked, startedAt.toISOString());
  const answers = body as { detected: boolean; plate: string; time: string }[];
  assert.deepEqual(
    answers.map(({ plate, detected }) => ({ plate, detected })),
    asked.map((plate) => ({ plate, detected: plate !== 'NEVER1' })),
  );
  for (const { detected, time } of answers) {
    if (!detected) assert.equal(time, '');
    // 14 hours ahead of UTC all year round.
    else assert.ok(isBetween(Date.parse(`${time}+14:00`), startedAt.getTime() - 1000, Date.now()), time);
  }
});

test('a plate read again has the later time, and a window after it is empty', async () => {
  const sample = await readableSample();
  const first = await latestTime(sample.plate);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await uploadSample(sample);
  const second = await latestTime(sample.plate);
  assert.ok(second > first, `${second} comes after ${first}`);
  const { body } = await check([sample.plate], new Date(Date.now() + 1).toISOString());
  assert.deepEqual(body, [{ detected: false, plate: sample.plate, time: '' }]);
});

test('a detection is seen by a check from its own time on', async () => {
  const { plate } = await readableSample();
  const { body } = await check([plate.toLowerCase()], await latestTime(plate));
  assert.equal((body as { detected: boolean }[])[0]?.detected, true);
});

describe('broken pictures are refused by the real recognizer', () => {
  const whole = (): Buffer => readPicture(samples.find(({ file }) => file.endsWith('.jpg')) ?? { file: '' });
  const cases: {
    name: string;
    content: () => Buffer | string;
    type?: string;
    status: number;
    message?: RegExp;
  }[] = [
    { name: 'the head of a JPG', content: () => whole().subarray(0, 300), status: 400 },
    { name: 'the first bytes of a JPG', content: () => whole().subarray(0, 4), status: 400 },
    {
      name: 'a JPG with random bytes',
      content: () => Buffer.concat([whole().subarray(0, 20), Buffer.alloc(5000, 'x')]),
      status: 400,
    },
    {
      name: 'the head of a PNG',
      content: () => greyPng({ width: 64, height: 64, whole: true }).subarray(0, 30),
      type: 'image/png',
      status: 400,
    },
    { name: 'a GIF', content: () => 'GIF89a' + 'x'.repeat(500), status: 400, message: /neither PNG nor JPG/ },
    {
      name: 'more pixels than allowed',
      content: () => greyPng({ width: 20_000, height: 20_000, whole: false }),
      type: 'image/png',
      status: 413,
      message: /50[,. ]?000[,. ]?000/,
    },
    {
      name: 'more bytes than allowed',
      content: () => Buffer.concat([whole()], 10 * 1024 * 1024 + 1),
      status: 413,
      message: /10485760/,
    },
  ];
  for (const { name, content, type = 'image/jpeg', status, message = /./ } of cases) {
    test(name, async () => {
      const { body, text, ...answer } = await upload({ content: content(), type });
      assert.equal(answer.status, status, text);
      assert.deepEqual(Object.keys(body as object), ['message']);
      assert.match((body as { message: string }).message, message);
    });
  }

  test('a picture of nothing is no plate, not an error', async () => {
    const { status, text } = await upload({
      content: greyPng({ width: 64, height: 48, whole: true }),
      type: 'image/png',
    });
    assert.equal(status, 200);
    assert.equal(text, '{"message":"No license plate found","status":404}');
  });
});

/** The first picture whose plate the service reads. */
async function readableSample(): Promise<Sample & { readonly plate: string }> {
  for (const sample of samples) {
    const { text } = await uploadSample(sample);
    const plate = /License plate (\w+) found/.exec(text)?.[1];
    if (plate !== undefined && sample.plates.includes(plate)) return { ...sample, plate };
  }
  return assert.fail('no sample is read');
}

async function latestTime(plate: string): Promise<string> {
  const { body } = await check([plate], startedAt.toISOString());
  return (body as { time: string }[])[0]?.time ?? '';
}

function isBetween(value: number, from: number, to: number): boolean {
  return from <= value && value <= to;
}
