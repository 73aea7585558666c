/** One part of a form, written out by hand so that tests can also write wrong ones. */
export interface Part {
  readonly name?: string;
  readonly filename?: string;
  readonly type?: string;
  readonly content: Buffer | string;
}

const BOUNDARY = 'boundary-of-the-test';

/** A `multipart/form-data` body with its headers. */
export function form(...parts: readonly Part[]) {
  const body = Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(head(part)), Buffer.from(part.content), Buffer.from('\r\n')]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
  const headers = {
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    'content-length': String(body.length),
  };
  return { method: 'POST', headers, body };
}

function head({ name, filename, type }: Part): string {
  const disposition = [
    'Content-Disposition: form-data',
    ...(name === undefined ? [] : [`name="${name}"`]),
    ...(filename === undefined ? [] : [`filename="${filename}"`]),
  ].join('; ');
  return `--${BOUNDARY}\r\n${disposition}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`;
}

/** Bytes that begin like a JPG or PNG file; enough for what looks no further. */
export const JPG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Buffer.from('JFIF')]);
export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

/** The part that every upload should have, with changes. */
export function imagePart(changes: Partial<Part> = {}): Part {
  return { name: 'image', filename: 'lane-1.jpg', type: 'image/jpeg', content: JPG, ...changes };
}
