import { ForbiddenError } from '../errors.js';
import type { KeyScope } from '../store/contracts.js';

/** What an operation asks of a key; `none`: no key at all, `any`: whichever key. */
export type Permission = 'none' | 'any' | 'upload' | 'read' | 'review' | 'administer';

/** Who sends a request. */
export interface Identity {
  /** `anyone` where the service runs open. */
  readonly scope: KeyScope | 'anyone';
  /** `null`: no key. */
  readonly keyId: string | null;
  /** The key's name; stands in reviews. */
  readonly name: string;
}

export const ANYONE: Identity = { scope: 'anyone', keyId: null, name: 'anonymous' };

const EVERYTHING: ReadonlySet<Permission> = new Set([
  'none',
  'any',
  'upload',
  'read',
  'review',
  'administer',
]);

/** What each scope may do. */
export const PERMISSIONS: Readonly<Record<Identity['scope'], ReadonlySet<Permission>>> = {
  camera: new Set(['none', 'any', 'upload']),
  backoffice: new Set(['none', 'any', 'read']),
  reviewer: new Set(['none', 'any', 'read', 'review']),
  admin: EVERYTHING,
  anyone: EVERYTHING,
};

/** The scopes of the keys that may do it. */
export function scopesFor(permission: Permission): readonly KeyScope[] {
  const scopes: readonly KeyScope[] = ['camera', 'backoffice', 'reviewer', 'admin'];
  return scopes.filter((scope) => PERMISSIONS[scope].has(permission));
}

/** @throws {ForbiddenError} the key's scope is too narrow */
export function assertPermitted({ scope }: Identity, permission: Permission): void {
  if (PERMISSIONS[scope].has(permission)) return;
  const wanted = scopesFor(permission).join(' or ');
  throw new ForbiddenError(`Expected a key with the scope ${wanted}, got one with the scope ${scope}`);
}
