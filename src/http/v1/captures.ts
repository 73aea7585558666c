import { z } from 'zod';
import { NotFoundError } from '../../errors.js';
import type { CaptureStore } from '../../store/contracts.js';
import { operation, type Operation } from '../operation.js';
import { parsePart } from '../parse-request.js';
import { sendEvidence } from '../send-evidence.js';
import type { TakeUpload } from '../take-upload.js';
import { Capture, captureBody, CaptureForm } from './schemas/capture.js';
import { Id } from './schemas/common.js';

export interface CaptureParts {
  readonly takeUpload: TakeUpload;
  readonly captures: Pick<CaptureStore, 'get' | 'picture'>;
}

const PATH = '/api/v1/captures';
const TAG = 'Captures';
const ById = z.strictObject({ id: Id });

const IdempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Expected 1 to 255 visible ASCII characters')
    .optional()
    .meta({
      description:
        'Chosen by the sender, for instance a UUID. The same key with the same upload again gives the first answer again and stores nothing; with another upload it is refused (422).',
    }),
});

export function captureOperations(parts: CaptureParts): readonly Operation[] {
  return [createCapture, getCapture, getCaptureImage].map((make) => make(parts));
}

function createCapture({ takeUpload }: CaptureParts): Operation {
  return operation({
    id: 'createCapture',
    method: 'POST',
    path: PATH,
    permission: 'upload',
    errors: 'problem',
    tag: TAG,
    summary: 'Read the plates of a picture and keep it',
    schemas: { headers: IdempotencyHeader, form: CaptureForm },
    answers: {
      201: {
        description: 'What was read. No plate is an answer, too.',
        content: { 'application/json': Capture },
        headers: z.object({ Location: z.string() }),
      },
    },
    failures: [400, 413, 422, 500, 503],
    async handle({ request, response, headers, identity }) {
      const key = headers['idempotency-key'];
      const capture = await takeUpload(request, response, (fields) => {
        const { cameraId, capturedAt } = parsePart(CaptureForm, { ...(fields as object) }, 'form');
        return {
          ...(cameraId === undefined ? {} : { cameraId }),
          ...(capturedAt === undefined ? {} : { capturedAt }),
          ...(key === undefined ? {} : { idempotency: { client: identity.keyId ?? '', key } }),
        };
      });
      response.status(201).location(`${PATH}/${capture.id}`).json(captureBody(capture));
    },
  });
}

function getCapture({ captures }: CaptureParts): Operation {
  return operation({
    id: 'getCapture',
    method: 'GET',
    path: `${PATH}/{id}`,
    permission: 'read',
    errors: 'problem',
    tag: TAG,
    summary: 'A capture with its plates as they stand now',
    schemas: { params: ById },
    answers: { 200: { description: 'The capture.', content: { 'application/json': Capture } } },
    failures: [400, 404],
    async handle({ params, response }) {
      const capture = await captures.get(params.id);
      if (capture === null) throw new NotFoundError('There is no such capture');
      response.json(captureBody(capture));
    },
  });
}

function getCaptureImage({ captures }: CaptureParts): Operation {
  return operation({
    id: 'getCaptureImage',
    method: 'GET',
    path: `${PATH}/{id}/image`,
    permission: 'read',
    errors: 'problem',
    tag: TAG,
    summary: 'The picture of a capture, as it was sent',
    schemas: { params: ById },
    answers: {
      200: { description: 'The picture.', content: { 'image/jpeg': undefined, 'image/png': undefined } },
    },
    failures: [400, 404],
    async handle({ params, response }) {
      const file = await captures.picture(params.id);
      if (file === null)
        throw new NotFoundError('There is no such capture, or its picture is no longer kept');
      await sendEvidence(response, file, `capture-${params.id}`);
    },
  });
}
