import {
  DataTypes,
  type Model,
  type ModelAttributeColumnOptions,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type {
  Box,
  Candidate,
  Corners,
  ReadStatus,
  Reading,
  Rejection,
  Timings,
} from '../recognition/contracts.js';
import type { DetectionStatus, MediaType } from './contracts.js';

/** The rows as the migrations define them, with instants as `Date`. */
export interface CameraRow {
  readonly id: string;
  readonly name: string;
  readonly gantry: string | null;
  readonly lane: string | null;
  readonly facing: 'front' | 'rear' | null;
}

export interface CaptureRow {
  readonly id: string;
  readonly cameraId: string | null;
  readonly capturedAt: Date;
  readonly receivedAt: Date;
  readonly imagePath: string;
  readonly imageMediaType: MediaType;
  readonly imageSha256: string;
  readonly imageBytes: number;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly engineVersion: string;
  readonly timings: Timings;
  readonly rejections: readonly Rejection[];
  readonly recognitionMs: number;
  readonly plateCount: number;
  readonly reviewCount: number;
}

export interface DetectionRow {
  readonly id: string;
  readonly captureId: string;
  readonly position: number;
  readonly capturedAt: Date;
  readonly plate: string;
  readonly text: string;
  readonly confidence: number;
  readonly status: DetectionStatus;
  readonly countryCode: string | null;
  readonly countryConfidence: number | null;
  readonly corners: Corners;
  readonly box: Box;
  readonly candidates: readonly Candidate[];
  readonly readings: readonly Reading[];
  readonly engineVersion: string;
  readonly cropPath: string;
  readonly cameraId: string | null;
  readonly visibleAt: Date;
  readonly eventId: number;
  readonly readStatus: ReadStatus;
  readonly correctedText: string | null;
  readonly reviewCount: number;
}

type Table<Row extends object> = ModelStatic<Model<Row, Row>>;

export interface Models {
  readonly cameras: Table<CameraRow>;
  readonly captures: Table<CaptureRow>;
  readonly detections: Table<DetectionRow>;
}

const ID = { type: DataTypes.TEXT, primaryKey: true };

export function defineModels(sequelize: Sequelize): Models {
  const options = (tableName: string) => ({ tableName, timestamps: false, underscored: true });
  return {
    cameras: sequelize.define('Camera', CAMERA, options('cameras')),
    captures: sequelize.define('Capture', CAPTURE, options('captures')),
    detections: sequelize.define('Detection', DETECTION, options('detections')),
  };
}

const CAMERA = {
  id: ID,
  name: DataTypes.TEXT,
  gantry: DataTypes.TEXT,
  lane: DataTypes.TEXT,
  facing: DataTypes.TEXT,
};

const CAPTURE = {
  id: ID,
  cameraId: DataTypes.TEXT,
  capturedAt: instant('capturedAt'),
  receivedAt: instant('receivedAt'),
  imagePath: DataTypes.TEXT,
  imageMediaType: DataTypes.TEXT,
  imageSha256: DataTypes.TEXT,
  imageBytes: count('imageBytes'),
  imageWidth: DataTypes.INTEGER,
  imageHeight: DataTypes.INTEGER,
  engineVersion: DataTypes.TEXT,
  timings: DataTypes.JSON,
  rejections: DataTypes.JSON,
  recognitionMs: DataTypes.DOUBLE,
  plateCount: DataTypes.INTEGER,
  reviewCount: DataTypes.INTEGER,
};

const DETECTION = {
  id: ID,
  captureId: DataTypes.TEXT,
  position: DataTypes.INTEGER,
  capturedAt: instant('capturedAt'),
  plate: DataTypes.TEXT,
  text: DataTypes.TEXT,
  confidence: DataTypes.DOUBLE,
  status: DataTypes.TEXT,
  countryCode: DataTypes.TEXT,
  countryConfidence: DataTypes.DOUBLE,
  corners: DataTypes.JSON,
  box: DataTypes.JSON,
  candidates: DataTypes.JSON,
  readings: DataTypes.JSON,
  engineVersion: DataTypes.TEXT,
  cropPath: DataTypes.TEXT,
  cameraId: DataTypes.TEXT,
  visibleAt: instant('visibleAt'),
  eventId: count('eventId'),
  readStatus: DataTypes.TEXT,
  correctedText: DataTypes.TEXT,
  reviewCount: DataTypes.INTEGER,
};

/** Milliseconds since 1970 in the table, which PostgreSQL's driver gives as text, and `Date` outside. */
function instant(name: string): ModelAttributeColumnOptions {
  return {
    type: DataTypes.BIGINT,
    get(this: Model) {
      return new Date(Number(this.getDataValue(name)));
    },
    set(this: Model, value: Date) {
      this.setDataValue(name, value.getTime());
    },
  };
}

function count(name: string): ModelAttributeColumnOptions {
  return {
    type: DataTypes.BIGINT,
    get(this: Model) {
      return Number(this.getDataValue(name));
    },
  };
}
