import type { SchemaMigration, SchemaStatement } from './index.js';

/**
 * What `/api/v1` needs: rejections, reviews, keys, idempotency, events, and indexes for lists, search and statistics.
 */
export const interfaceMigration: SchemaMigration = {
  name: '0002-interface',
  statements: [...captures(), ...detections(), ...reviews(), ...plates(), ...clients()],
};

/** What statistics sum up stands in the capture, so that they read one index and nothing else. */
function captures(): readonly SchemaStatement[] {
  return [
    `ALTER TABLE captures ADD COLUMN rejections JSON NOT NULL DEFAULT '[]'`,
    'ALTER TABLE captures ADD COLUMN recognition_ms DOUBLE PRECISION NOT NULL DEFAULT 0',
    'ALTER TABLE captures ADD COLUMN plate_count INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE captures ADD COLUMN review_count INTEGER NOT NULL DEFAULT 0',
    {
      sqlite: `UPDATE captures SET recognition_ms = json_extract(timings, '$.total')`,
      postgres: `UPDATE captures SET recognition_ms = CAST(timings ->> 'total' AS DOUBLE PRECISION)`,
    },
    `UPDATE captures SET
      plate_count = (SELECT COUNT(*) FROM detections WHERE capture_id = captures.id),
      review_count = (SELECT COUNT(*) FROM detections WHERE capture_id = captures.id AND status = 'review')`,
    `CREATE INDEX captures_by_time
      ON captures (captured_at, camera_id, recognition_ms, plate_count, review_count)`,
  ];
}

/**
 * `visible_at`: when checks could first see the detection under its present plate. `event_id`: its place in the order
 * in which detections became visible. `camera_id` is repeated, as `captured_at` is, so that one index answers a list.
 * `plate` is what counts: that of `corrected_text` if there is one, else that of `text`, which is never changed.
 */
function detections(): readonly SchemaStatement[] {
  return [
    'ALTER TABLE detections ADD COLUMN camera_id TEXT',
    'ALTER TABLE detections ADD COLUMN visible_at BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE detections ADD COLUMN event_id BIGINT NOT NULL DEFAULT 0',
    `ALTER TABLE detections ADD COLUMN read_status TEXT NOT NULL DEFAULT 'accepted'
      CONSTRAINT detections_read_status CHECK (read_status IN ('accepted', 'review'))`,
    'ALTER TABLE detections ADD COLUMN corrected_text TEXT',
    'ALTER TABLE detections ADD COLUMN review_count INTEGER NOT NULL DEFAULT 0',
    `UPDATE detections SET read_status = status WHERE status = 'review'`,
    `UPDATE detections SET camera_id = captures.camera_id, visible_at = captures.received_at
      FROM captures WHERE captures.id = detections.capture_id`,
    // Ids of detections follow each other in time.
    `UPDATE detections SET event_id = numbered.event_id
      FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS event_id FROM detections) AS numbered
      WHERE numbered.id = detections.id`,
    // Prefixes are looked up as ranges, which only the order of the bytes makes contiguous in any locale.
    { postgres: 'ALTER TABLE detections ALTER COLUMN plate TYPE TEXT COLLATE "C"' },
    'DROP INDEX detections_plate_captured_at',
    'CREATE INDEX detections_by_plate ON detections (plate, captured_at, id, status)',
    'CREATE INDEX detections_by_visibility ON detections (plate, visible_at, captured_at, status)',
    'CREATE INDEX detections_by_time ON detections (captured_at, id)',
    'CREATE INDEX detections_by_camera ON detections (camera_id, captured_at, id)',
    'CREATE INDEX detections_by_status ON detections (status, captured_at, id)',
    'CREATE UNIQUE INDEX detections_by_event ON detections (event_id)',
    'CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)',
    `INSERT INTO counters SELECT 'events', COALESCE(MAX(event_id), 0) FROM detections`,
  ];
}

/** `number` counts from 1 within a detection. */
function reviews(): readonly SchemaStatement[] {
  return [
    `CREATE TABLE reviews (
      detection_id TEXT NOT NULL REFERENCES detections (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      status TEXT NOT NULL,
      text TEXT,
      reviewer TEXT NOT NULL,
      reviewed_at BIGINT NOT NULL,
      PRIMARY KEY (detection_id, number),
      CONSTRAINT reviews_status CHECK (status IN ('confirmed', 'corrected', 'rejected')),
      CONSTRAINT reviews_text CHECK ((status = 'corrected') = (text IS NOT NULL))
    )`,
  ];
}

/** Every plate once, with its look-alike characters folded: what similar search looks up. */
function plates(): readonly SchemaStatement[] {
  const folded = ['O', 'I', 'B', 'S', 'Z'].reduce(
    (text, letter, index) => `replace(${text}, '${letter}', '${'01852'.charAt(index)}')`,
    'plate',
  );
  return [
    {
      sqlite: 'CREATE TABLE plates (plate TEXT NOT NULL PRIMARY KEY, folded TEXT NOT NULL) WITHOUT ROWID',
      postgres: `CREATE TABLE plates (
        plate TEXT COLLATE "C" NOT NULL PRIMARY KEY,
        folded TEXT COLLATE "C" NOT NULL
      )`,
    },
    `INSERT INTO plates SELECT DISTINCT plate, ${folded} FROM detections`,
    'CREATE INDEX plates_folded ON plates (folded, plate)',
  ];
}

function clients(): readonly SchemaStatement[] {
  return [
    // `secret_hash`: SHA-256 in hexadecimal digits of a secret with 192 random bits, which nobody can guess from it.
    `CREATE TABLE api_keys (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      scope TEXT NOT NULL,
      secret_hash TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      last_used_at BIGINT,
      revoked_at BIGINT,
      CONSTRAINT api_keys_scope CHECK (scope IN ('camera', 'backoffice', 'reviewer', 'admin')),
      CONSTRAINT api_keys_secret UNIQUE (secret_hash)
    )`,
    // A name is free again once its key is revoked.
    'CREATE UNIQUE INDEX api_keys_name ON api_keys (name) WHERE revoked_at IS NULL',
    `CREATE TABLE idempotency_keys (
      client TEXT NOT NULL,
      key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      capture_id TEXT NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
      PRIMARY KEY (client, key)
    )`,
    'CREATE INDEX idempotency_keys_capture ON idempotency_keys (capture_id)',
  ];
}
