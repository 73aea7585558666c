import { ForeignKeyConstraintError, UniqueConstraintError } from 'sequelize';
import { ConflictError, NotFoundError } from '../errors.js';
import type { CameraStore } from './contracts.js';
import type { StoreParts } from './store-parts.js';

export function createCameraStore({ database, models: { cameras } }: StoreParts): CameraStore {
  return {
    async list() {
      const rows = await cameras.findAll({ order: ['id'] });
      return rows.map((row) => row.get());
    },
    async get(id) {
      const row = await cameras.findByPk(id);
      return row?.get() ?? null;
    },
    async create(camera) {
      try {
        const row = await database.write((transaction) => cameras.create(camera, { transaction }));
        return row.get();
      } catch (error) {
        if (!(error instanceof UniqueConstraintError)) throw error;
        throw new ConflictError(`There is a camera '${camera.id}' already`);
      }
    },
    update: (id, changes) =>
      database.write(async (transaction) => {
        const row = await cameras.findByPk(id, { transaction, lock: transaction.LOCK.UPDATE });
        if (row === null) throw noCamera(id);
        const given = Object.entries(changes).filter(([, value]) => value !== undefined);
        await row.update(Object.fromEntries(given), { transaction });
        return row.get();
      }),
    async remove(id) {
      try {
        const removed = await database.write((transaction) =>
          cameras.destroy({ where: { id }, transaction }),
        );
        if (removed === 0) throw noCamera(id);
      } catch (error) {
        if (!(error instanceof ForeignKeyConstraintError)) throw error;
        throw new ConflictError(`There are captures of the camera '${id}', which would lose their origin`);
      }
    },
  };
}

function noCamera(id: string): NotFoundError {
  return new NotFoundError(`There is no camera '${id}'`);
}
