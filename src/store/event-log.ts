import type { DetectionEvent, EventLog } from './contracts.js';
import type { Database } from './database.js';
import { readEvents } from './read-detections.js';
import { selectRow, type BigNumber } from './rows.js';

const EVENTS_PER_READ = 200;

/** @param stopping aborted when the store closes */
export function createEventLog(database: Database, stopping: AbortSignal): EventLog {
  const { sequelize } = database;
  return {
    async latestId() {
      const sql = `SELECT value FROM counters WHERE name = 'events'`;
      const { value } = await selectRow<{ value: BigNumber }>(sequelize, sql);
      return Number(value);
    },
    read: (after, limit) => readEvents(sequelize, after, limit),
    follow: (after, signal) => follow(database, after, AbortSignal.any([signal, stopping])),
  };
}

async function* follow(database: Database, after: number, end: AbortSignal): AsyncIterable<DetectionEvent> {
  const commits = new Commits();
  const ended = () => end.aborted;
  const stopListening = database.onCommit(() => commits.happened());
  const onEnd = () => commits.happened();
  end.addEventListener('abort', onEnd);
  try {
    let last = after;
    while (!ended()) {
      // Marked before the table is read: a commit during the read calls for another.
      commits.mark();
      const events = await readEvents(database.sequelize, last, EVENTS_PER_READ).catch((error: unknown) => {
        // The store closes, and its connections with it.
        if (ended()) return [];
        throw error;
      });
      for (const event of events) {
        if (ended()) return;
        last = event.id;
        yield event;
      }
      if (events.length < EVENTS_PER_READ) await commits.sinceMark();
    }
  } finally {
    end.removeEventListener('abort', onEnd);
    stopListening();
  }
}

/** Whether something was committed since a mark, and how to wait for it. */
class Commits {
  #since = false;
  #wake = (): void => undefined;

  happened(): void {
    this.#since = true;
    this.#wake();
  }

  mark(): void {
    this.#since = false;
  }

  async sinceMark(): Promise<void> {
    if (!this.#since) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
