import type { Response } from 'express';
import { z } from 'zod';
import { GantryError, NotFoundError } from '../../errors.js';
import type { DetectionFilter, DetectionStore } from '../../store/contracts.js';
import { operation, type Operation } from '../operation.js';
import { sendEvidence, untilReceiverLeaves } from '../send-evidence.js';
import { Id } from './schemas/common.js';
import { begun, writeCsv } from './detections-csv.js';
import {
  Detection,
  detectionBody,
  DetectionPage,
  DetectionQuery,
  foundDetectionBody,
  ReviewBody,
  reviewBody,
  ReviewChange,
} from './schemas/detection.js';

const PATH = '/api/v1/detections';
const ById = z.strictObject({ id: Id });
const COMMON = { errors: 'problem', tag: 'Detections' } as const;
const CSV = 'text/csv';

/** None of the media types that are accepted. */
export class NotAcceptableError extends GantryError {
  readonly status = 406;
  readonly problem = 'not-acceptable';
}

export function detectionOperations(detections: DetectionStore): readonly Operation[] {
  return [listDetections, getDetection, reviewDetection, listReviews, getDetectionCrop].map((make) =>
    make(detections),
  );
}

function listDetections(detections: DetectionStore): Operation {
  return operation({
    ...COMMON,
    id: 'listDetections',
    method: 'GET',
    path: PATH,
    permission: 'read',
    summary: 'Find detections, newest first',
    description:
      'As JSON, page by page: `next` is the cursor of the next one. With `Accept: text/csv` all of them in one table, ' +
      'without pages; cells that a spreadsheet would take for a formula begin with an apostrophe.',
    schemas: { query: DetectionQuery },
    answers: {
      200: {
        description: 'The detections.',
        content: { 'application/json': DetectionPage, [CSV]: z.string() },
      },
    },
    failures: [400, 406],
    async handle({ query: { limit, cursor, ...asked }, request, response }) {
      const type = request.accepts(['application/json', CSV]);
      if (type === false) throw new NotAcceptableError(`Expected to send application/json or ${CSV}`);
      const filter = filterOf(asked);
      response.vary('Accept');
      if (type === CSV) {
        await sendCsv(detections, filter, response);
        return;
      }
      const page = await detections.list(filter, { limit, cursor: cursor ?? null });
      const body: z.input<typeof DetectionPage> = {
        detections: page.detections.map(foundDetectionBody),
        next: page.next,
      };
      response.json(body);
    },
  });
}

function getDetection(detections: DetectionStore): Operation {
  return operation({
    ...COMMON,
    id: 'getDetection',
    method: 'GET',
    path: `${PATH}/{id}`,
    permission: 'read',
    summary: 'A detection as it stands now',
    schemas: { params: ById },
    answers: { 200: { description: 'The detection.', content: { 'application/json': Detection } } },
    failures: [400, 404],
    async handle({ params, response }) {
      const detection = await detections.get(params.id);
      if (detection === null) throw new NotFoundError('There is no such detection');
      response.json(detectionBody(detection));
    },
  });
}

function reviewDetection(detections: DetectionStore): Operation {
  return operation({
    ...COMMON,
    id: 'reviewDetection',
    method: 'PATCH',
    path: `${PATH}/{id}`,
    permission: 'review',
    summary: 'Confirm, correct or reject a detection',
    description: 'What was read is kept, and every review with who and when; the latest counts.',
    schemas: { params: ById, body: ReviewChange },
    answers: {
      200: { description: 'The detection as it stands now.', content: { 'application/json': Detection } },
    },
    failures: [400, 404, 413, 415],
    async handle({ params, body: { status, text }, identity, response }) {
      const review = { status, reviewer: identity.name, ...(text === undefined ? {} : { text }) };
      response.json(detectionBody(await detections.review(params.id, review)));
    },
  });
}

function listReviews(detections: DetectionStore): Operation {
  return operation({
    ...COMMON,
    id: 'listReviews',
    method: 'GET',
    path: `${PATH}/{id}/reviews`,
    permission: 'read',
    summary: 'All reviews of a detection, oldest first',
    schemas: { params: ById },
    answers: {
      200: {
        description: 'The reviews.',
        content: {
          'application/json': z.object({ reviews: z.array(ReviewBody) }).meta({ id: 'ReviewList' }),
        },
      },
    },
    failures: [400, 404],
    async handle({ params, response }) {
      const detection = await detections.get(params.id);
      if (detection === null) throw new NotFoundError('There is no such detection');
      response.json({ reviews: (await detections.reviews(params.id)).map(reviewBody) });
    },
  });
}

function getDetectionCrop(detections: DetectionStore): Operation {
  return operation({
    ...COMMON,
    id: 'getDetectionCrop',
    method: 'GET',
    path: `${PATH}/{id}/crop`,
    permission: 'read',
    summary: 'The crop of the plate, upright',
    schemas: { params: ById },
    answers: { 200: { description: 'The crop.', content: { 'image/png': undefined } } },
    failures: [400, 404],
    async handle({ params, response }) {
      const file = await detections.crop(params.id);
      if (file === null) throw new NotFoundError('There is no such detection, or its crop is no longer kept');
      await sendEvidence(response, file, `detection-${params.id}`);
    },
  });
}

type Asked = Omit<z.output<typeof DetectionQuery>, 'limit' | 'cursor'>;

function filterOf({
  plate,
  match,
  from,
  to,
  cameraId,
  gantry,
  status,
  minConfidence,
}: Asked): DetectionFilter {
  return {
    ...(plate === undefined ? {} : { plate: { text: plate, match } }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(cameraId === undefined ? {} : { cameraId }),
    ...(gantry === undefined ? {} : { gantry }),
    ...(status === undefined ? {} : { status }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
  };
}

async function sendCsv(
  detections: DetectionStore,
  filter: DetectionFilter,
  response: Response,
): Promise<void> {
  const rows = await begun(detections.each(filter));
  response.type(`${CSV}; charset=utf-8; header=present`);
  response.set('Content-Disposition', 'attachment; filename="detections.csv"');
  if (response.req.method !== 'HEAD') return untilReceiverLeaves(writeCsv(rows, response));
  await rows.end();
  response.end();
}
