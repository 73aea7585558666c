/**
 * Files that outlast a power cut. A file is durable once its content is synced, and so is the folder that names it:
 * without the second, the content survives under no name.
 */
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

// Pictures of vehicles and plates are personal data: nothing for other accounts of the machine.
const FOLDER_MODE = 0o750;
const FILE_MODE = 0o640;

/** Writes a new file and syncs its content; the folder that holds it is the caller's to sync. */
export async function writeSyncedFile(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', FILE_MODE);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and what is missing above it. Its name is durable after a sync of its parent only. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
}

/** Creates a folder and what is missing above it, all of it durable. */
export async function makeDurableFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (firstMade === undefined) return;
  const above = path.dirname(firstMade);
  for (let made = folder; made !== above; made = path.dirname(made)) await syncFolder(path.dirname(made));
}
