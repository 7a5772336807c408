/** Every way in which the auth room refuses. The dialects' voices are complete over this union. */
export const authRefusals = [
  /** Nothing was presented where something is needed. */
  'credential.missing',
  /** Presented, but unreadable; `reason` says how. */
  'credential.malformed',
  /** A kind of credential this route does not take. */
  'credential.unsupported',
  /** Unknown login, wrong password, disabled, or throttled over all addresses: never told apart. */
  'password.wrong',
  /** Unknown client id, wrong secret or revoked application: never told apart (CAM2 v2 asks `Applications` itself). */
  'client.wrong',
  /** Not a token: not three parts, not JSON, too long, wrong signature or key. */
  'token.undecodable',
  /** A token, but not one for this door: algorithm, type, issuer, audience or claims. */
  'token.invalid',
  'token.expired',
  /** Its user, application or session is gone, disabled, revoked or of a newer epoch. */
  'token.revoked',
  /** Unknown, ended, used twice or expired refresh token. */
  'refresh.invalid',
  /** A CAM2 token older than its refresh window. */
  'refresh.window-over',
  /** A token without `orig_iat`. */
  'refresh.unsupported',
  'session.invalid',
  /** A system or user key that is wrong, or lacks its user. */
  'key.invalid',
  /** Too many failures from this address; `retryAfterSeconds` says when to come back. */
  'attempts.exceeded',
  /** Known, but not permitted. */
  'permission.missing',
  /** An OAuth scope beyond what the client may have, or malformed. */
  'scope.invalid',
  /** More password hashing is queued than the machine can do; try again in a second. */
  'auth.busy',
  'login.taken',
  'password.unacceptable',
  'account.not-found',
  'client-id.taken',
  /** A person who may not change their own data. */
  'account.readonly',
  /** A value that an account cannot have; `reason` names the field. */
  'account.invalid',
  /** A link's token that is unknown, used, expired, or older than the password it was made for. */
  'one-time-token.invalid',
] as const;
export type AuthRefusal = (typeof authRefusals)[number];

/** Thrown by the auth room. `detail` is for the log, never for the caller. */
export class AuthError extends Error {
  constructor(
    readonly code: AuthRefusal,
    readonly detail: string = code,
    readonly facts: { readonly retryAfterSeconds?: number; readonly reason?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'AuthError';
  }
}
