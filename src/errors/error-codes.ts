/** What can go wrong while somebody is identified, or while an account is changed. */
export const authErrorCodes = [
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
export type AuthErrorCode = (typeof authErrorCodes)[number];

export const accessErrorCodes = [
  /** Missing, or hidden from the caller: never told apart. */
  'organization.not-found',
  /** The caller sees it but may not change it. */
  'organization.forbidden',
  /** It has cameras, and is deleted with them only by force. */
  'organization.not-empty',
  /** The user owns organizations, which need another owner or go, too. */
  'owner.needed',
  'membership.invalid',
] as const;
export type AccessErrorCode = (typeof accessErrorCodes)[number];

export const cameraErrorCodes = [
  /** Missing, or hidden from the caller: never told apart. */
  'camera.not-found',
  /** The caller sees it but may not change it. */
  'camera.forbidden',
  /** A value the registry cannot hold; `field` says which. */
  'camera.invalid',
  /** Another camera has this name, number, address or URL; `field` says which. */
  'camera.taken',
  /** Changed by somebody else since the caller read it. */
  'camera.changed',
] as const;
export type CameraErrorCode = (typeof cameraErrorCodes)[number];

export const listErrorCodes = [
  /** Not a cursor of ours, edited, or of another query. */
  'cursor.invalid',
  /** A value that the field cannot be compared with, or a page that cannot be; `field` says which. */
  'list.invalid',
  /** The query took longer than the bound. */
  'query.too-slow',
] as const;
export type ListErrorCode = (typeof listErrorCodes)[number];

/** About any other object; the error's context names its kind. */
export const objectErrorCodes = [
  /** Missing, or hidden from the caller: never told apart. */
  'object.not-found',
  /** Seen, but not the caller's to change; or a right that the caller may not give. */
  'object.forbidden',
  /** A value that cannot be held; `field` says which. */
  'object.invalid',
  /** Another one has this name, or something still depends on it. */
  'object.taken',
  /** The organization has as many cameras or users as it may have. */
  'limit.reached',
] as const;
export type ObjectErrorCode = (typeof objectErrorCodes)[number];

/** Every code that a core module throws. The error mappers of the dialects are complete over it. */
export type DomainErrorCode = AuthErrorCode | AccessErrorCode | CameraErrorCode | ListErrorCode | ObjectErrorCode;
