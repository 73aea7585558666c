import { z } from 'zod';

const MOST_LETTERS = 120;
const text = z
  .string()
  .trim()
  .min(1, 'Expected a text that is not empty')
  .max(MOST_LETTERS, `Expected at most ${MOST_LETTERS} letters`);

export const CameraId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'Expected 1 to 64 letters, digits, points, dashes or underscores',
  )
  .meta({
    id: 'CameraId',
    description: 'Chosen by whoever makes the camera.',
    example: 'a1-north-lane-2-rear',
  });

const fields = {
  name: text.meta({ example: 'Lane 2, rear' }),
  gantry: text.nullable().meta({ description: 'Where it stands.', example: 'A1 north, km 12' }),
  lane: text.nullable().meta({ example: '2' }),
  facing: z.enum(['front', 'rear']).nullable().meta({ description: 'Which end of a vehicle it sees.' }),
};

export const Camera = z.object({ id: CameraId, ...fields }).meta({ id: 'Camera' });

export const NewCamera = z.strictObject({
  id: CameraId,
  name: fields.name,
  gantry: fields.gantry.default(null),
  lane: fields.lane.default(null),
  facing: fields.facing.default(null),
});

export const CameraChanges = z
  .strictObject({
    name: fields.name.exactOptional(),
    gantry: fields.gantry.exactOptional(),
    lane: fields.lane.exactOptional(),
    facing: fields.facing.exactOptional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'Expected at least one change')
  .meta({ description: 'What is absent stays as it is.' });
