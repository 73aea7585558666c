import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { form, imagePart } from './form.js';
import { greyPng, readPicture } from './samples.js';
import { send } from './send.js';

/** One with a plate, and two that are quickly recognized to have none. */
const PICTURES = [
  imagePart({ content: readPicture({ file: 'day-rear-croatia.jpg' }) }),
  ...[320, 321].map((width) =>
    imagePart({ type: 'image/png', content: greyPng({ width, height: 240, whole: true }) }),
  ),
].map((part) => ({
  sha256: createHash('sha256').update(part.content).digest('hex'),
  upload: form(part),
}));

/** One idempotency key: what was sent under it, and the capture that was acknowledged. */
export interface Sent {
  readonly key: string;
  readonly picture: (typeof PICTURES)[number];
  captureId?: string;
}

/**
 * Clients that upload pictures, each under an idempotency key, now and then again under one that was used before, and
 * keep a record of what was acknowledged.
 */
export class UploadStorm {
  readonly sent: Sent[] = [];
  /** Answers that contradict an earlier one, or that no upload should get. */
  readonly faults: string[] = [];
  uploads = 0;
  readonly #repeats: number;

  /** How many keys are acknowledged. */
  get acknowledged(): number {
    return this.sent.filter(({ captureId }) => captureId !== undefined).length;
  }

  /** @param repeats the share of uploads that go under a key used before, 0 to 1 */
  constructor({ repeats }: { readonly repeats: number }) {
    this.#repeats = repeats;
  }

  /** Uploads to any of the services until the signal aborts, so many at a time. */
  async run(urls: readonly string[], clients: number, signal: AbortSignal): Promise<void> {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (!signal.aborted) await this.upload(urls[random(urls.length)] ?? '', this.#next());
      }),
    );
  }

  /** Sends one; an upload that gets no answer stays without an acknowledgement. */
  async upload(url: string, sent: Sent): Promise<void> {
    const { upload } = sent.picture;
    this.uploads += 1;
    const headers = { ...upload.headers, 'idempotency-key': sent.key };
    const answer = await send({ url }, '/api/v1/captures', { ...upload, headers }).catch(() => undefined);
    if (answer === undefined || answer.status === 503) {
      await sleep(20);
    } else if (answer.status !== 201) {
      this.faults.push(`${sent.key}: ${answer.status} ${answer.text}`);
    } else {
      const { id } = answer.body as { id: string };
      if (sent.captureId !== undefined && sent.captureId !== id) {
        this.faults.push(`${sent.key}: ${id} after ${sent.captureId}`);
      }
      sent.captureId = id;
    }
  }

  #next(): Sent {
    const again =
      this.sent.length > 0 && Math.random() < this.#repeats ? this.sent[random(this.sent.length)] : undefined;
    if (again !== undefined) return again;
    const picture = PICTURES[random(PICTURES.length)] ?? PICTURES[0]!;
    const fresh = { key: `upload-${this.sent.length}`, picture };
    this.sent.push(fresh);
    return fresh;
  }
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}
