import type { Database } from './database.js';

const ANSWER_WITHIN_MS = 3_000;

/** @throws {Error} the database fails, or does not answer in time */
export async function ping({ sequelize }: Database): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The database did not answer within ${ANSWER_WITHIN_MS} ms`)),
      ANSWER_WITHIN_MS,
    );
  });
  try {
    await Promise.race([sequelize.query('SELECT 1'), late]);
  } finally {
    clearTimeout(timer);
  }
}
