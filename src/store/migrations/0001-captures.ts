import type { SchemaMigration } from './index.js';

/**
 * Instants are milliseconds since 1970 in UTC. `plate` is the normalized text that is looked up, `text` the one that
 * was read; nothing makes a detection unique but its id, so the same plate twice in one instant is two rows.
 * `captured_at` is repeated in `detections` so that one index answers the check.
 */
export const capturesMigration: SchemaMigration = {
  name: '0001-captures',
  statements: [
    `CREATE TABLE cameras (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      gantry TEXT,
      lane TEXT,
      facing TEXT,
      CONSTRAINT cameras_facing CHECK (facing IN ('front', 'rear'))
    )`,
    `CREATE TABLE captures (
      id TEXT NOT NULL PRIMARY KEY,
      camera_id TEXT REFERENCES cameras (id) ON DELETE RESTRICT,
      captured_at BIGINT NOT NULL,
      received_at BIGINT NOT NULL,
      image_path TEXT NOT NULL,
      image_media_type TEXT NOT NULL,
      image_sha256 TEXT NOT NULL,
      image_bytes BIGINT NOT NULL,
      image_width INTEGER NOT NULL,
      image_height INTEGER NOT NULL,
      engine_version TEXT NOT NULL,
      timings JSON NOT NULL,
      CONSTRAINT captures_image_media_type CHECK (image_media_type IN ('image/jpeg', 'image/png')),
      CONSTRAINT captures_image_size CHECK (image_bytes > 0 AND image_width > 0 AND image_height > 0)
    )`,
    `CREATE TABLE detections (
      id TEXT NOT NULL PRIMARY KEY,
      capture_id TEXT NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      captured_at BIGINT NOT NULL,
      plate TEXT NOT NULL,
      text TEXT NOT NULL,
      confidence DOUBLE PRECISION NOT NULL,
      status TEXT NOT NULL,
      country_code TEXT,
      country_confidence DOUBLE PRECISION,
      corners JSON NOT NULL,
      box JSON NOT NULL,
      candidates JSON NOT NULL,
      readings JSON NOT NULL,
      engine_version TEXT NOT NULL,
      crop_path TEXT NOT NULL,
      CONSTRAINT detections_plate CHECK (plate <> ''),
      CONSTRAINT detections_confidence CHECK (confidence BETWEEN 0 AND 1),
      CONSTRAINT detections_status CHECK (status IN ('accepted', 'review', 'confirmed', 'corrected', 'rejected')),
      CONSTRAINT detections_country CHECK ((country_code IS NULL) = (country_confidence IS NULL)),
      CONSTRAINT detections_country_confidence CHECK (country_confidence BETWEEN 0 AND 1),
      CONSTRAINT detections_position UNIQUE (capture_id, position)
    )`,
    // Answers the check by itself: the latest instant of a plate is one descent, however often the plate was seen.
    'CREATE INDEX detections_plate_captured_at ON detections (plate, captured_at, status)',
    'CREATE INDEX captures_camera_captured_at ON captures (camera_id, captured_at)',
  ],
};
