import type { Request, Response } from 'express';
import { UnauthenticatedError } from '../errors.js';
import type { ApiKey, KeyStore } from '../store/contracts.js';
import { keyOf } from './credentials.js';
import { ANYONE, assertPermitted, type Identity, type Permission } from './permissions.js';
import { nameKey } from './request-log.js';

export interface AccessParts {
  readonly keys: Pick<KeyStore, 'authenticate' | 'list'>;
  /** Whether a request without a key may do everything; `until-keys`: as long as no key was ever made. */
  readonly open: 'always' | 'until-keys' | 'never';
}

/**
 * Says who sends a request, and that it may.
 * @throws {UnauthenticatedError} it carries no key, or a wrong one
 * @throws {ForbiddenError} its key is too narrow
 */
export type Authorize = (request: Request, response: Response, permission: Permission) => Promise<Identity>;

export function createAuthorize({ keys, open }: AccessParts): Authorize {
  const isOpen = openness(keys, open);
  return async (request, response, permission) => {
    if (permission === 'none') return ANYONE;
    const identity = await identify(request);
    nameKey(response, identity.name);
    assertPermitted(identity, permission);
    return identity;
  };

  async function identify(request: Request): Promise<Identity> {
    const secret = keyOf(request.headers);
    const key = secret === undefined ? null : await keys.authenticate(secret);
    if (key !== null) return identityOf(key);
    if (await isOpen()) return ANYONE;
    throw new UnauthenticatedError(
      secret === undefined
        ? 'Expected a key, as X-API-Key, as Authorization: Bearer, or as the password of Authorization: Basic'
        : 'Expected a key that is known and not revoked',
    );
  }
}

function identityOf({ id, name, scope }: ApiKey): Identity {
  return { scope, keyId: id, name };
}

/**
 * Revoked keys count, too: otherwise revoking the only key would open the service. Since no key is ever forgotten, one
 * that was seen closes it for good.
 */
function openness(keys: AccessParts['keys'], open: AccessParts['open']): () => Promise<boolean> {
  let closed = false;
  return async () => {
    if (open !== 'until-keys') return open === 'always';
    closed ||= (await keys.list()).length > 0;
    return !closed;
  };
}
