import { createReadStream } from 'node:fs';
import { access, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceFile, MediaType } from './contracts.js';
import { makeDurableFolder, makeFolder, syncFolder, writeSyncedFile } from './durable-files.js';
import { instantOfId, isTimeOrderedId } from './time-ordered-id.js';

/** Names are made by the store; nothing that a caller of the service sent ever becomes part of a path. */
export type EvidenceName = `picture.${'jpg' | 'png'}` | `crop-${number}.png`;

export interface NewEvidence {
  readonly name: EvidenceName;
  readonly bytes: Uint8Array;
}

const DAY_DEPTH = 3;
/** `yyyy`, `yyyy/mm` or `yyyy/mm/dd`; whatever else lies there is not ours. */
const DAY_PART = /^\d{4}(?:\/\d\d){0,2}$/;

/**
 * Pictures and crops, under `<dataDir>/evidence/<yyyy>/<mm>/<dd>/<captureId>/`, the day being the UTC day that the
 * id was made on.
 *
 * As long as the database has not said whether a capture exists, there is a folder `evidence/pending/<captureId>/`:
 * it is made before anything else, holds the files while they are written, and goes last. So whatever moment the
 * process dies at, the leftovers are those that `pending` names, however many captures there are.
 */
export class EvidenceFolder {
  readonly #dataDir: string;
  readonly #root: string;
  readonly #pending: string;
  readonly #durableDays = new Map<string, Promise<void>>();

  private constructor(dataDir: string) {
    this.#dataDir = path.resolve(dataDir);
    this.#root = path.join(this.#dataDir, 'evidence');
    this.#pending = path.join(this.#root, 'pending');
  }

  /** @throws {Error} the folder cannot be made or written to, in one line */
  static async open(dataDir: string): Promise<EvidenceFolder> {
    const folder = new EvidenceFolder(dataDir);
    try {
      await makeDurableFolder(folder.#pending);
      for (const inside of [folder.#root, folder.#pending]) {
        await rmdir(await mkdtemp(path.join(inside, 'probe-')));
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(
        `Expected a folder that can be written to, for DATA_DIR, but ${folder.#root} gives ${code}`,
        {
          cause: error,
        },
      );
    }
    return folder;
  }

  /** The path of a file below `dataDir`, with `/` on every system. */
  static relativePath(captureId: string, name: EvidenceName): string {
    return `evidence/${dayOf(captureId)}/${captureId}/${name}`;
  }

  /**
   * Writes the files of a capture under their final names, durably. They stay pending until `confirm` or `remove`.
   * On failure as much as possible is removed again; the rest stays pending.
   */
  async put(captureId: string, files: readonly NewEvidence[]): Promise<void> {
    const pending = this.#pendingFolder(captureId);
    await makeFolder(pending);
    try {
      const folder = this.#folder(captureId);
      await this.#makeDurableDay(captureId);
      await makeFolder(folder);
      await allSettled(
        files.map(({ name, bytes }) => putFile(path.join(pending, name), path.join(folder, name), bytes)),
      );
      await allSettled([syncFolder(folder), syncFolder(path.dirname(folder))]);
    } catch (error) {
      await this.remove(captureId).catch(() => undefined);
      throw error;
    }
  }

  /** Says that the database holds the capture. */
  async confirm(captureId: string): Promise<void> {
    await rmdir(this.#pendingFolder(captureId));
  }

  /** Removes the files of a capture that the database does not hold. */
  async remove(captureId: string): Promise<void> {
    for (const folder of [this.#folder(captureId), this.#pendingFolder(captureId)])
      await removeFolder(folder);
  }

  /** A file by the path that the database has of it; `null`: it is no longer kept. */
  async read(relativePath: string, mediaType: MediaType): Promise<EvidenceFile | null> {
    const file = path.join(this.#dataDir, relativePath);
    const found = await stat(file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    return found === null ? null : { mediaType, size: found.size, open: () => createReadStream(file) };
  }

  /** Removes the evidence of all days that ended at or before an instant, pending or not. */
  async removeBefore(instant: Date): Promise<void> {
    const first = instant.toISOString().slice(0, 10).replaceAll('-', '/');
    // As text, `yyyy/mm/dd` is in the order of time, and so is each of its beginnings.
    const remove = async (folder: string): Promise<void> => {
      for (const name of await readdir(path.join(this.#root, folder))) {
        const inside = folder === '' ? name : `${folder}/${name}`;
        if (!DAY_PART.test(inside) || inside > first) continue;
        if (inside.length < first.length) await remove(inside);
        else if (inside < first) await removeFolder(path.join(this.#root, inside));
      }
    };
    await remove('');
  }

  /** @throws {Error} the evidence was removed as a leftover in the meantime */
  async assertPending(captureId: string): Promise<void> {
    await access(this.#pendingFolder(captureId));
  }

  /** The captures that became pending at or before an instant. */
  async pendingSince(instant: Date): Promise<readonly string[]> {
    const ids = (await readdir(this.#pending)).filter(isTimeOrderedId);
    const old = await Promise.all(ids.map((id) => this.#isAsOldAs(id, instant)));
    return ids.filter((_, index) => old[index]);
  }

  async #isAsOldAs(captureId: string, instant: Date): Promise<boolean> {
    const found = await stat(this.#pendingFolder(captureId)).catch(() => undefined);
    return found !== undefined && found.ctimeMs <= instant.getTime();
  }

  // Once a day and process: another process may have made the folder and not synced it yet.
  #makeDurableDay(captureId: string): Promise<void> {
    const day = dayOf(captureId);
    const known = this.#durableDays.get(day);
    if (known !== undefined) return known;
    const made = this.#makeDay(path.join(this.#root, day));
    this.#durableDays.clear();
    this.#durableDays.set(day, made);
    made.catch(() => this.#durableDays.delete(day));
    return made;
  }

  async #makeDay(day: string): Promise<void> {
    await makeFolder(day);
    let folder = day;
    for (let level = 0; level < DAY_DEPTH; level += 1) {
      folder = path.dirname(folder);
      await syncFolder(folder);
    }
  }

  #folder(captureId: string): string {
    return path.join(this.#root, dayOf(captureId), captureId);
  }

  #pendingFolder(captureId: string): string {
    return path.join(this.#pending, checkedId(captureId));
  }
}

async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    // Something else lies where a folder above should be, so there is nothing to remove; `force` does not know that.
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
  }
}

async function putFile(temporary: string, final: string, bytes: Uint8Array): Promise<void> {
  await writeSyncedFile(temporary, bytes);
  await rename(temporary, final);
}

// `Promise.all` would go on at the first failure, while the others still write into what is then removed.
async function allSettled(tasks: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(tasks)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

// Ids become part of paths.
function checkedId(captureId: string): string {
  if (!isTimeOrderedId(captureId)) throw new TypeError(`Expected a capture id, but received "${captureId}"`);
  return captureId;
}

/** `yyyy/mm/dd` of the instant the id was made for. */
function dayOf(captureId: string): string {
  return instantOfId(checkedId(captureId)).toISOString().slice(0, 10).replaceAll('-', '/');
}
