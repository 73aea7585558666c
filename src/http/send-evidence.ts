import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { EvidenceFile } from '../store/contracts.js';

/** @param name the file's, without its ending, for who saves it */
export async function sendEvidence(response: Response, file: EvidenceFile, name: string): Promise<void> {
  const ending = file.mediaType === 'image/png' ? 'png' : 'jpg';
  response.type(file.mediaType).set({
    'Content-Length': String(file.size),
    'Content-Disposition': `inline; filename="${name}.${ending}"`,
  });
  if (response.req.method === 'HEAD') response.end();
  else await untilReceiverLeaves(pipeline(file.open(), response));
}

/** A receiver that leaves within an answer is no fault. */
export async function untilReceiverLeaves(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
