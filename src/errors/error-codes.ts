/** What can go wrong while a caller is identified, or while an account is changed. */
export const authErrorCodes = [
  /** No credential was presented where one is needed. */
  'credential.missing',
  /** Presented, but unreadable; `reason` is the sub-case. */
  'credential.malformed',
  /** A kind of credential this route does not accept. */
  'credential.unsupported',
  /** Unknown login, wrong password, disabled, or throttled over all addresses: never distinguished. */
  'password.wrong',
  /** Unknown client id, wrong secret or revoked application: never distinguished (CAM2 v2 asks `ApplicationsService` itself). */
  'client.wrong',
  /** Not a token: not three parts, not JSON, too long, wrong signature or key. */
  'token.undecodable',
  /** A token, but not one for this API: algorithm, type, issuer, audience or claims. */
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
  /** A system or user key that is wrong, or comes without its login. */
  'key.invalid',
  /** The user has as many API keys as anybody may have. */
  'key.too-many',
  /** Too many failures from this address; `retryAfterSeconds` is when to retry. */
  'attempts.exceeded',
  /** Identified, but not allowed. */
  'permission.missing',
  /** An OAuth scope beyond what the client may have, or malformed. */
  'scope.invalid',
  /** A request for a token that is not granted; `reason` is OAuth's error code (RFC 6749 §5.2). */
  'grant.rejected',
  /** Too many password hashes are queued; retry in a second. */
  'auth.busy',
  'login.taken',
  'password.unacceptable',
  /** The password was right but is temporary: a new one must be given with it. */
  'password.change-required',
  /** The password was right, and a code of the second factor is needed with it. */
  'factor.missing',
  /** The password was right, and a second factor must be set up first. */
  'factor.enrolment-required',
  /** The public address of this server is one for which browsers make no passkeys. */
  'passkey.unavailable',
  /** The sign-in is too old, or without the second factor, for something sensitive (RFC 9470). */
  'sign-in.too-old',
  'account.not-found',
  'client-id.taken',
  /** A person who may not change their own data. */
  'account.readonly',
  /** A value that an account cannot have; `reason` names the field. */
  'account.invalid',
  /** A link's token that is unknown, used, expired, or older than the password it was made for. */
  'one-time-token.invalid',
] as const;
export type AuthErrorCode = (typeof authErrorCodes)[number];

export const accessErrorCodes = [
  /** Missing, or hidden from the caller: never distinguished. */
  'organization.not-found',
  /** The caller sees it but may not change it. */
  'organization.forbidden',
  /** It has cameras, and is deleted with them only when forced. */
  'organization.not-empty',
  /** The user owns organizations, which first need another owner or deletion. */
  'owner.needed',
  'membership.invalid',
] as const;
export type AccessErrorCode = (typeof accessErrorCodes)[number];

export const cameraErrorCodes = [
  /** Missing, or hidden from the caller: never distinguished. */
  'camera.not-found',
  /** The caller sees it but may not change it. */
  'camera.forbidden',
  /** A value that cannot be stored; `field` names it. */
  'camera.invalid',
  /** Another camera has this name, number, address or URL; `field` names it. */
  'camera.taken',
  /** Changed by somebody else since the caller read it. */
  'camera.changed',
] as const;
export type CameraErrorCode = (typeof cameraErrorCodes)[number];

export const listErrorCodes = [
  /** Not a cursor of ours, edited, or of another query. */
  'cursor.invalid',
  /** A cursor of ours that is too old to go on from: whoever has it must read everything anew. */
  'cursor.expired',
  /** A value that the field cannot be compared with, or an impossible page; `field` names it. */
  'list.invalid',
  /** The query took longer than the bound. */
  'query.too-slow',
] as const;
export type ListErrorCode = (typeof listErrorCodes)[number];

/** About any other object; the error's context names its kind. */
export const objectErrorCodes = [
  /** Missing, or hidden from the caller: never distinguished. */
  'object.not-found',
  /** Visible, but the caller may not change it; or a right that the caller may not grant. */
  'object.forbidden',
  /** A value that cannot be stored; `field` names it. */
  'object.invalid',
  /** Another object has this name, or something still depends on this one. */
  'object.taken',
  /** Changed by somebody else since the caller read it. */
  'object.changed',
  /** The organization has as many cameras or users as it may have. */
  'limit.reached',
] as const;
export type ObjectErrorCode = (typeof objectErrorCodes)[number];

/** About a request that its caller repeats under the same key. */
export const idempotencyErrorCodes = [
  /** The first one has no answer yet. */
  'idempotency.running',
  /** The key belongs to another request. */
  'idempotency.reused',
] as const;
export type IdempotencyErrorCode = (typeof idempotencyErrorCodes)[number];

/** Every code that a core module throws. The error mappers of the dialects are complete over it. */
export type DomainErrorCode =
  AuthErrorCode | AccessErrorCode | CameraErrorCode | ListErrorCode | ObjectErrorCode | IdempotencyErrorCode;
