import { createHash, randomBytes } from 'node:crypto';

/** 192 bits: nobody guesses it, offline from its hash included. */
const SECRET_BYTES = 24;
/** So that scanners for leaked secrets, and people, know one when they see it. */
const PREFIX = 'gantry_';

export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * The form in which a secret is kept. A single SHA-256 is right for it: slow hashes such as bcrypt protect passwords,
 * which can be guessed, at a cost for every request; a random key of this length cannot be.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
