import type { MediaType } from '../store/contracts.js';

const SIGNATURES: readonly (readonly [MediaType, readonly number[]])[] = [
  // ISO/IEC 10918-1: start of image, then the first byte of the next marker.
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  // ISO/IEC 15948, section 5.2.
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/**
 * What a file is by its first bytes; `undefined` if neither JPG nor PNG. The declared type is not asked: cameras
 * and tools that name one of the two and send the other are common, and both are allowed.
 */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];
}
