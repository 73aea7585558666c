import { z } from 'zod';
import { NotFoundError } from '../../errors.js';
import type { CameraStore } from '../../store/contracts.js';
import { operation, type Operation } from '../operation.js';
import { Camera, CameraChanges, CameraId, NewCamera } from './schemas/camera.js';

const PATH = '/api/v1/cameras';
const ById = z.strictObject({ id: CameraId });
const ONE = { 'application/json': Camera };
const COMMON = { errors: 'problem', tag: 'Cameras' } as const;

export function cameraOperations(cameras: CameraStore): readonly Operation[] {
  return [listCameras, createCamera, getCamera, changeCamera, removeCamera].map((make) => make(cameras));
}

function listCameras(cameras: CameraStore): Operation {
  return operation({
    ...COMMON,
    id: 'listCameras',
    method: 'GET',
    path: PATH,
    permission: 'read',
    summary: 'All cameras, by id',
    answers: {
      200: {
        description: 'The cameras.',
        content: { 'application/json': z.object({ cameras: z.array(Camera) }).meta({ id: 'CameraList' }) },
      },
    },
    async handle({ response }) {
      response.json({ cameras: await cameras.list() });
    },
  });
}

function createCamera(cameras: CameraStore): Operation {
  return operation({
    ...COMMON,
    id: 'createCamera',
    method: 'POST',
    path: PATH,
    permission: 'administer',
    summary: 'Make a camera known',
    schemas: { body: NewCamera },
    answers: {
      201: { description: 'The camera.', content: ONE, headers: z.object({ Location: z.string() }) },
    },
    failures: [400, 409, 413, 415],
    async handle({ body, response }) {
      const camera = await cameras.create(body);
      response
        .status(201)
        .location(`${PATH}/${encodeURIComponent(camera.id)}`)
        .json(camera);
    },
  });
}

function getCamera(cameras: CameraStore): Operation {
  return operation({
    ...COMMON,
    id: 'getCamera',
    method: 'GET',
    path: `${PATH}/{id}`,
    permission: 'read',
    summary: 'A camera',
    schemas: { params: ById },
    answers: { 200: { description: 'The camera.', content: ONE } },
    failures: [400, 404],
    async handle({ params, response }) {
      const camera = await cameras.get(params.id);
      if (camera === null) throw new NotFoundError('There is no such camera');
      response.json(camera);
    },
  });
}

function changeCamera(cameras: CameraStore): Operation {
  return operation({
    ...COMMON,
    id: 'changeCamera',
    method: 'PATCH',
    path: `${PATH}/{id}`,
    permission: 'administer',
    summary: 'Change a camera',
    schemas: { params: ById, body: CameraChanges },
    answers: { 200: { description: 'The camera as it is now.', content: ONE } },
    failures: [400, 404, 413, 415],
    async handle({ params, body, response }) {
      response.json(await cameras.update(params.id, body));
    },
  });
}

function removeCamera(cameras: CameraStore): Operation {
  return operation({
    ...COMMON,
    id: 'removeCamera',
    method: 'DELETE',
    path: `${PATH}/{id}`,
    permission: 'administer',
    summary: 'Forget a camera that has no captures',
    schemas: { params: ById },
    answers: { 204: { description: 'It is gone.' } },
    failures: [400, 404, 409],
    async handle({ params, response }) {
      await cameras.remove(params.id);
      response.status(204).end();
    },
  });
}
