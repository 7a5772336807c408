export { checkInteger, checkJson, checkText, invalid, notFound } from './checks.js';
export { DomainError, type DomainErrorContext, hasCode, isAuthError, isDomainError } from './domain-error.js';
export {
  accessErrorCodes,
  type AccessErrorCode,
  authErrorCodes,
  type AuthErrorCode,
  cameraErrorCodes,
  type CameraErrorCode,
  type DomainErrorCode,
  type IdempotencyErrorCode,
  listErrorCodes,
  type ListErrorCode,
  objectErrorCodes,
  type ObjectErrorCode,
} from './error-codes.js';
export { type ObjectKind, objectKinds } from './object-kind.js';
export type { Refusal } from './refusal.js';
