import type { NewCapture, NewDetection } from '../../../src/store/contracts.js';

export function newDetection(text: string, changes: Partial<NewDetection> = {}): NewDetection {
  const candidates = [
    { text, confidence: 0.75 },
    { text: `${text}0`, confidence: 0.125 },
  ];
  return {
    text,
    confidence: 0.75,
    status: 'accepted',
    country: { code: 'HR', confidence: 0.5 },
    corners: [
      [10.5, 20.25],
      [110, 21],
      [109, 51],
      [10, 50],
    ],
    box: { x: 10, y: 20, width: 100, height: 31 },
    candidates,
    readings: [{ reader: 'tesseract', text, confidence: 0.75, candidates }],
    crop: Buffer.from(`crop of ${text}`),
    ...changes,
  };
}

export function newCapture(
  detections: readonly NewDetection[],
  changes: Partial<Omit<NewCapture, 'detections'>> = {},
): NewCapture {
  const instant = new Date('2024-02-29T23:59:59.987Z');
  return {
    capturedAt: instant,
    receivedAt: instant,
    cameraId: null,
    image: { bytes: Buffer.from('picture'), mediaType: 'image/jpeg', width: 1920, height: 1080 },
    engineVersion: 'test-1',
    rejections: [{ stage: 'read', reason: 'too few characters', box: { x: 1, y: 2, width: 3, height: 4.5 } }],
    idempotency: null,
    timings: { decode: 1.5, localize: 2, rectify: 3, read: 4, decide: 5, total: 15.5 },
    detections,
    ...changes,
  };
}
