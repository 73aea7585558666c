/**
 * Saves captures until it has saved enough, or is killed, and prints the plate of each one that was acknowledged.
 * Arguments: database URL, data folder, prefix of the plates, how many, bytes of a picture.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/open-store.js';
import { newCapture, newDetection } from '../support/new-capture.js';

const [databaseUrl = '', dataDir = '', prefix = '', count = '0', pictureBytes = '0'] = process.argv.slice(2);
const CONCURRENCY = 4;
const STDOUT = 1;

const store = await openStore({ databaseUrl, dataDir });
let next = 0;
let failed = 0;

async function saveOnes(): Promise<void> {
  while (next < Number(count)) {
    const plate = `${prefix}${next++}`;
    const bytes = Buffer.alloc(Number(pictureBytes), plate);
    const now = new Date();
    const image = { bytes, mediaType: 'image/jpeg', width: 10, height: 10 } as const;
    const capture = newCapture([newDetection(plate)], { image, capturedAt: now, receivedAt: now });
    try {
      await store.captures.save(capture);
      // Synchronous: what is printed was acknowledged, even if the next instruction is never reached.
      writeSync(STDOUT, `${plate}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${(error as NodeJS.ErrnoException).code ?? String(error)}\n`);
    }
  }
}

await Promise.all(Array.from({ length: CONCURRENCY }, saveOnes));
await store.close();
process.exitCode = failed > 0 ? 1 : 0;
