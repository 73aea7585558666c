import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  ImageTooLargeError,
  RecognizerBusyError,
  RecognizerFailedError,
  StoppingError,
  UnreadableImageError,
} from '../../src/errors.js';
import type { RecordCapture, Upload } from '../../src/record-capture.js';
import { captureOf, send, startApp, type AppUnderTest } from '../support/app-under-test.js';
import { form, imagePart, JPG, PNG, type Part } from '../support/form.js';

const PATH = '/upload-camera-image';
const MAX_BYTES = 100_000;
const MISSING = 'Image file is missing';
const WRONG_NAME = "Attribute name of image should be named 'image'";
const WRONG_TYPE = 'Allowed image files are in PNG or JPG format';

/** The app and what reached `recordCapture`; `answer` may be changed by each test. */
let app: AppUnderTest;
let received: Upload[] = [];
let answer: RecordCapture = () => Promise.resolve(captureOf({}));

before(async () => {
  const recordCapture: RecordCapture = (upload) => {
    received.push(upload);
    return answer(upload);
  };
  app = await startApp({ recordCapture, maxUploadBytes: MAX_BYTES });
});
after(() => app.close());

describe('POST /upload-camera-image answers', () => {
  const cases = [
    { name: 'one accepted plate', plates: [{ text: 'AB1234CD' }], plate: 'AB1234CD' },
    { name: 'no plate', plates: [], plate: undefined },
    { name: 'one plate under review', plates: [{ text: 'ZG1', status: 'review' }], plate: 'ZG1' },
    {
      name: 'the largest accepted plate, wherever it stands',
      plates: [
        { text: 'SMALL', width: 20 },
        { text: 'LARGE', width: 60 },
        { text: 'MIDDLE', width: 40 },
      ],
      plate: 'LARGE',
    },
    {
      name: 'an accepted plate before a larger one under review',
      plates: [
        { text: 'REVIEW', status: 'review', width: 90 },
        { text: 'SURE', width: 20 },
      ],
      plate: 'SURE',
    },
    {
      name: 'the largest of all if none is accepted',
      plates: [
        { text: 'SMALL', status: 'review', width: 20 },
        { text: 'LARGE', status: 'review', width: 50 },
      ],
      plate: 'LARGE',
    },
    {
      name: 'the first of two as large as each other',
      plates: [{ text: 'FIRST' }, { text: 'SECOND' }],
      plate: 'FIRST',
    },
  ] as const;
  for (const { name, plates, plate } of cases) {
    test(name, async () => {
      answer = () => Promise.resolve(captureOf(...plates));
      const { status, text, headers } = await send(app, PATH, form(imagePart()));
      assert.equal(status, 200);
      assert.equal(
        text,
        plate === undefined
          ? '{"message":"No license plate found","status":404}'
          : `{"message":"License plate ${plate} found","status":200}`,
      );
      assert.match(String(headers['content-type']), /^application\/json\b/);
    });
  }
});

describe('POST /upload-camera-image takes', () => {
  const other: Part = {
    name: 'other',
    filename: 'x.bin',
    type: 'application/pdf',
    content: 'x'.repeat(200_000),
  };
  const cases: { name: string; parts: Part[]; bytes: Buffer; mediaType: string }[] = [
    { name: 'a JPG', parts: [imagePart()], bytes: JPG, mediaType: 'image/jpeg' },
    { name: 'image/jpg', parts: [imagePart({ type: 'image/jpg' })], bytes: JPG, mediaType: 'image/jpeg' },
    {
      name: 'a PNG',
      parts: [imagePart({ type: 'image/png', content: PNG })],
      bytes: PNG,
      mediaType: 'image/png',
    },
    {
      name: 'capitals in the type',
      parts: [imagePart({ type: 'IMAGE/JPEG' })],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'a parameter of the type',
      parts: [imagePart({ type: 'image/jpeg; charset=binary' })],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'a PNG declared as JPG',
      parts: [imagePart({ content: PNG })],
      bytes: PNG,
      mediaType: 'image/png',
    },
    {
      name: 'a JPG declared as PNG',
      parts: [imagePart({ type: 'image/png' })],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'a file name in any script',
      parts: [imagePart({ filename: 'kamera-Š-門.jpg' })],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'text fields beside it',
      parts: [{ name: 'camera', content: 'lane 1' }, imagePart(), { name: 'image', content: 'a text' }],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'a file under another name before it',
      parts: [other, imagePart()],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'a file under another name behind it',
      parts: [imagePart(), other],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'an empty part of the same name beside it',
      parts: [imagePart({ filename: '', content: '' }), imagePart()],
      bytes: JPG,
      mediaType: 'image/jpeg',
    },
    {
      name: 'exactly as many bytes as allowed',
      parts: [imagePart({ content: Buffer.concat([JPG], MAX_BYTES) })],
      bytes: Buffer.concat([JPG], MAX_BYTES),
      mediaType: 'image/jpeg',
    },
  ];
  for (const { name, parts, bytes, mediaType } of cases) {
    test(name, async () => {
      answer = () => Promise.resolve(captureOf({}));
      received = [];
      const { status } = await send(app, PATH, form(...parts));
      assert.equal(status, 200);
      assert.equal(received.length, 1);
      assert.equal(received[0]?.mediaType, mediaType);
      assert.ok(bytes.equals(received[0].bytes), 'the bytes arrive unchanged');
    });
  }

  test('a body without a length, in chunks', async () => {
    answer = () => Promise.resolve(captureOf({}));
    const { headers, ...rest } = form(imagePart());
    const chunked = { 'content-type': headers['content-type'], 'transfer-encoding': 'chunked' };
    assert.equal((await send(app, PATH, { ...rest, headers: chunked })).status, 200);
  });
});

describe('POST /upload-camera-image refuses', () => {
  const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
  const json = { 'content-type': 'application/json' };
  const cut = form(imagePart());
  const text = (name: string, content = 'x'): Part => ({ name, content });
  const cases: {
    name: string;
    request: Parameters<typeof send>[2];
    status?: number;
    message: string | RegExp;
  }[] = [
    { name: 'no body', request: { method: 'POST' }, message: MISSING },
    {
      name: 'an empty body',
      request: { method: 'POST', headers: { 'content-length': '0' } },
      message: MISSING,
    },
    { name: 'JSON', request: { method: 'POST', headers: json, body: '{"image":"x"}' }, message: MISSING },
    {
      name: 'a bare JPG',
      request: { method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: JPG },
      message: MISSING,
    },
    { name: 'bytes without a type', request: { method: 'POST', body: JPG }, message: MISSING },
    {
      name: 'a urlencoded form',
      request: {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'image=x',
      },
      message: MISSING,
    },
    {
      name: 'another multipart type',
      request: { method: 'POST', headers: { 'content-type': 'multipart/mixed; boundary=b' }, body: '--b--' },
      message: MISSING,
    },
    {
      name: 'a form without a boundary',
      request: { ...cut, headers: { 'content-type': 'multipart/form-data' } },
      message: MISSING,
    },
    {
      name: 'a boundary of nothing',
      request: { ...cut, headers: { 'content-type': 'multipart/form-data; boundary=' } },
      message: MISSING,
    },
    { name: 'a form type and no body', request: { method: 'POST', headers: multipart }, message: MISSING },
    {
      name: 'a form type and an empty body',
      request: { method: 'POST', headers: { ...multipart, 'content-length': '0' } },
      message: MISSING,
    },
    {
      name: 'a form type and another body',
      request: { method: 'POST', headers: multipart, body: 'no form at all' },
      message: MISSING,
    },
    { name: 'a form with another boundary', request: { ...cut, headers: multipart }, message: MISSING },
    { name: 'a form of no parts', request: form(), message: MISSING },
    { name: 'only text fields', request: form(text('a'), text('b')), message: MISSING },
    {
      name: 'a text field called image',
      request: form(text('image', 'data:image/jpeg;base64,AAAA')),
      message: MISSING,
    },
    {
      name: 'a long text field called image',
      request: form(text('image', 'A'.repeat(300_000))),
      message: MISSING,
    },
    {
      name: 'a picture without a file name',
      request: form({ name: 'image', type: 'image/jpeg', content: JPG }),
      message: MISSING,
    },
    {
      name: 'a file with an empty name',
      request: form(imagePart({ filename: '', content: '' })),
      message: MISSING,
    },
    {
      name: 'another field with an empty file',
      request: form(imagePart({ name: 'photo', filename: '', content: '' })),
      message: MISSING,
    },

    { name: 'another field name', request: form(imagePart({ name: 'photo' })), message: WRONG_NAME },
    { name: 'a field name in capitals', request: form(imagePart({ name: 'Image' })), message: WRONG_NAME },
    {
      name: 'a field name with brackets',
      request: form(imagePart({ name: 'image[]' })),
      message: WRONG_NAME,
    },
    { name: 'an empty field name', request: form(imagePart({ name: '' })), message: WRONG_NAME },
    {
      name: 'a file without a field name',
      request: form({ filename: 'a.jpg', type: 'image/jpeg', content: JPG }),
      message: WRONG_NAME,
    },
    {
      name: 'two files under other names',
      request: form(imagePart({ name: 'a' }), imagePart({ name: 'b' })),
      message: WRONG_NAME,
    },
    {
      name: 'another name and another type',
      request: form(imagePart({ name: 'photo', type: 'image/gif' })),
      message: WRONG_NAME,
    },
    {
      name: 'another name and too many bytes',
      request: form(imagePart({ name: 'photo', content: Buffer.alloc(300_000) })),
      message: WRONG_NAME,
    },

    ...[
      'image/gif',
      'image/webp',
      'image/bmp',
      'image/svg+xml',
      'application/octet-stream',
      'text/plain',
      'application/pdf',
      'image/*',
      'image/jpegx',
      undefined,
    ].map((type) => ({
      name: `the type ${type}`,
      request: form(
        type === undefined ? { name: 'image', filename: 'a.jpg', content: JPG } : imagePart({ type }),
      ),
      message: WRONG_TYPE,
    })),
    {
      name: 'another type and no bytes',
      request: form(imagePart({ type: 'image/gif', content: '' })),
      message: WRONG_TYPE,
    },

    { name: 'an empty file', request: form(imagePart({ content: '' })), message: /empty/ },
    {
      name: 'a GIF declared as JPG',
      request: form(imagePart({ content: 'GIF89a..........' })),
      message: /neither PNG nor JPG/,
    },
    {
      name: 'a WebP declared as PNG',
      request: form(imagePart({ type: 'image/png', content: 'RIFF....WEBPVP8 ' })),
      message: /neither PNG nor JPG/,
    },
    {
      name: 'a text declared as JPG',
      request: form(imagePart({ content: 'hello' })),
      message: /neither PNG nor JPG/,
    },
    {
      name: 'two bytes of a JPG',
      request: form(imagePart({ content: JPG.subarray(0, 2) })),
      message: /neither PNG nor JPG/,
    },

    {
      name: 'two pictures',
      request: form(imagePart(), imagePart()),
      message: /one file named 'image', got 2/,
    },
    {
      name: 'too many files',
      request: form(...Array.from({ length: 20 }, (_, i) => imagePart({ name: `f${i}` }))),
      message: /Too many files/,
    },
    {
      name: 'too many fields',
      request: form(imagePart(), ...Array.from({ length: 40 }, (_, i) => text(`f${i}`))),
      message: /Too many/,
    },
    {
      name: 'a long text field',
      request: form(imagePart(), text('note', 'x'.repeat(70_000))),
      message: /Field value too long/,
    },
    {
      name: 'a long field name',
      request: form(imagePart(), text('n'.repeat(300))),
      message: /Field name too long/,
    },
    {
      name: 'a body cut off within the file',
      request: {
        ...cut,
        headers: { 'content-type': cut.headers['content-type'] },
        body: cut.body.subarray(0, -32),
      },
      message: /cut off or malformed/,
    },

    {
      name: 'one byte more than allowed',
      request: form(imagePart({ content: Buffer.concat([JPG], MAX_BYTES + 1) })),
      status: 413,
      message: /limit of 100000 bytes \(MAX_UPLOAD_BYTES\)/,
    },
    {
      name: 'far more bytes than allowed',
      request: form(imagePart({ content: Buffer.concat([JPG], 5_000_000) })),
      status: 413,
      message: /limit of 100000 bytes/,
    },
  ];
  for (const { name, request, status = 400, message } of cases) {
    test(name, async () => {
      received = [];
      const answered = await send(app, PATH, request);
      assert.equal(answered.status, status, answered.text);
      assert.deepEqual(Object.keys(answered.body as object), ['message']);
      const sent = (answered.body as { message: string }).message;
      if (typeof message === 'string') assert.equal(sent, message);
      else assert.match(sent, message);
      assert.equal(received.length, 0, 'nothing is recognized');
    });
  }
});

describe('POST /upload-camera-image passes on what the recognizer or the store says', () => {
  const cases = [
    { error: new UnreadableImageError('cut off'), status: 400, message: 'cut off', retry: undefined },
    {
      error: new ImageTooLargeError('too many pixels'),
      status: 413,
      message: 'too many pixels',
      retry: undefined,
    },
    { error: new RecognizerBusyError(3), status: 503, message: /queue is full/, retry: '1' },
    { error: new StoppingError(), status: 503, message: /stopping/, retry: '5' },
    { error: new RecognizerFailedError('gave up'), status: 500, message: 'gave up', retry: undefined },
    { error: new Error('SECRET /srv/x'), status: 500, message: 'Internal error', retry: undefined },
  ];
  for (const { error, status, message, retry } of cases) {
    test(`${error.name} is answered ${status}`, async () => {
      answer = () => Promise.reject(error);
      const { body, headers, ...answered } = await send(app, PATH, form(imagePart()));
      assert.equal(answered.status, status);
      const sent = (body as { message: string }).message;
      if (typeof message === 'string') assert.equal(sent, message);
      else assert.match(sent, message);
      assert.equal(headers['retry-after'], retry);
      assert.doesNotMatch(answered.text, /SECRET|at .*\.js/);
    });
  }
});
