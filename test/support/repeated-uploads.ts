import assert from 'node:assert/strict';
import { EventReader } from './event-reader.js';
import { send } from './send.js';
import { uploadOf } from './written-plates.js';

export interface RepeatedUploads {
  /** The instances; each upload goes to one of them by chance. */
  readonly instances: readonly { readonly url: string }[];
  readonly uploads: number;
  /** How many different captures there are among them, each under an idempotency key of its own. */
  readonly captures: number;
  readonly concurrency: number;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
}

/**
 * Uploads captures again and again, by chance and at once, through several instances of one service, and sees to it
 * that each was kept exactly once, whoever is asked. Nothing else may be in the store.
 * @throws {AssertionError} something was lost, doubled, or is seen by one instance and not by another
 */
export async function assertKeptOnce(run: RepeatedUploads): Promise<void> {
  const readers = await Promise.all(
    run.instances.map(({ url }) => EventReader.open(`${url}/api/v1/events?after=0`)),
  );
  try {
    const answers = await uploadAll(run);
    for (const [key, texts] of answers)
      assert.equal(texts.size, 1, `${key} was answered in ${texts.size} ways`);
    const plates = [...answers.keys()].toSorted();
    const ids = new Set([...answers.values()].map(([text]) => (JSON.parse(text ?? '') as { id: string }).id));
    assert.equal(ids.size, plates.length, 'each key has a capture of its own');
    for (const [index, instance] of run.instances.entries()) {
      assert.deepEqual((await listedPlates(instance)).toSorted(), plates, `listed by instance ${index}`);
      assert.deepEqual(
        await checkedPlates(instance, plates),
        plates,
        `found by the check of instance ${index}`,
      );
    }
    await Promise.all(readers.map((reader) => reader.until(({ events }) => events.length >= plates.length)));
    const announced = readers.map(({ events }) =>
      events.map(({ id, data }) => `${id} ${String(data['text'])}`),
    );
    for (const each of announced) assert.deepEqual(each, announced[0], 'announced alike, in the same order');
    assert.deepEqual(readers[0]?.events.map(({ data }) => String(data['text'])).toSorted(), plates);
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** What was answered under each key, which is the plate in its picture. */
async function uploadAll({ instances, uploads, captures, concurrency, random }: RepeatedUploads) {
  const answers = new Map<string, Set<string>>();
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < uploads) {
      // Each capture comes at least once, the rest by chance.
      const number = sent < captures ? sent : Math.floor(random() * captures);
      sent += 1;
      const plate = `K${number}X`;
      const { headers, ...upload } = uploadOf([plate]);
      const instance = instances[Math.floor(random() * instances.length)] ?? assert.fail('no instance');
      // Twice at once now and then, as a camera does that lost its connection.
      const times = random() < 0.2 ? 2 : 1;
      const sending = Array.from({ length: times }, () =>
        send(instance, '/api/v1/captures', { ...upload, headers: { ...headers, 'idempotency-key': plate } }),
      );
      for (const { status, text } of await Promise.all(sending)) {
        assert.equal(status, 201, text);
        answers.set(plate, (answers.get(plate) ?? new Set()).add(text));
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return answers;
}

async function listedPlates(instance: { readonly url: string }): Promise<readonly string[]> {
  const plates: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body, text } = await send(instance, `/api/v1/detections?limit=500${query}`);
    const page = body as { detections: { text: string }[]; next: string | null };
    assert.ok(Array.isArray(page.detections), text);
    plates.push(...page.detections.map((detection) => detection.text));
    cursor = page.next;
  }
  return plates;
}

async function checkedPlates(
  instance: { readonly url: string },
  plates: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let start = 0; start < plates.length; start += 500) {
    const asked = plates.slice(start, start + 500);
    const { body } = await send(instance, `/check-license-plate/${asked.join(',')}/2020-01-01`);
    found.push(
      ...(body as { detected: boolean; plate: string }[]).flatMap((row) => (row.detected ? [row.plate] : [])),
    );
  }
  return found;
}

/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
