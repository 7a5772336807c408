import { authErrorCodes, type DomainErrorCode } from './error-codes.js';
import type { ObjectKind } from './object-kind.js';
import type { Refusal } from './refusal.js';

/** What an error is about, in the core's terms. A dialect maps them to its own. */
export interface DomainErrorContext {
  readonly object?: ObjectKind | undefined;
  /** A field of the object's draft. */
  readonly field?: string | undefined;
  /** The sub-case, where the code has several. */
  readonly reason?: string | undefined;
  /** Why a value is refused, for a sentence to the caller. */
  readonly refusal?: Refusal | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** The name of the camera at fault, where many were to be changed at once. */
  readonly camera?: string | undefined;
  /** The place of the one at fault, from 0, where many were given at once. */
  readonly item?: number | undefined;
}

/** The one class that core modules throw. `detail` is for the log, never for the caller. */
export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  constructor(
    readonly code: Code,
    readonly detail: string = code,
    readonly context: DomainErrorContext = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'DomainError';
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

/** Whether an error is one of ours with one of these codes. */
export function hasCode<Code extends DomainErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is DomainError<Code> {
  return isDomainError(error) && codes.some((code) => code === error.code);
}

/** Whether a caller was not identified or is not allowed in, or an account cannot be changed as requested. */
export function isAuthError(error: unknown): error is DomainError<(typeof authErrorCodes)[number]> {
  return hasCode(error, ...authErrorCodes);
}
