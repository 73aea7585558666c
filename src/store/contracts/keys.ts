export type KeyScope = 'camera' | 'backoffice' | 'reviewer' | 'admin';

/** An API key, without its secret. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scope: KeyScope;
  readonly createdAt: Date;
  /** To the minute; `null`: never used. */
  readonly lastUsedAt: Date | null;
  /** `null`: it is good. */
  readonly revokedAt: Date | null;
}

export interface KeyStore {
  /**
   * Makes a key. `secret` is what a client sends; it cannot be had again, since only its hash is kept.
   * @throws {ConflictError} a key with this name is in use
   */
  create(key: {
    readonly name: string;
    readonly scope: KeyScope;
  }): Promise<{ readonly key: ApiKey; readonly secret: string }>;

  /** All of them, revoked ones included, oldest first. */
  list(): Promise<readonly ApiKey[]>;

  /**
   * From the moment this resolves no instance takes the key. Revoking a revoked key changes nothing.
   * @param nameOrId a name means the key that bears it and is not revoked, else the latest revoked one
   * @throws {NotFoundError} there is no such key
   */
  revoke(nameOrId: string): Promise<ApiKey>;

  /**
   * The key that a client sent, or `null` if there is none such or it was revoked; the same work is done in each of
   * these cases. Notes the use, at most once a minute.
   */
  authenticate(secret: string): Promise<ApiKey | null>;

  /** Whether there is a key that is not revoked. */
  any(): Promise<boolean>;
}
