import { isDomainError } from '#errors';
import { HttpException } from '@nestjs/common';
import { isUnavailable } from '#database';
import type { ErrorContext, ErrorCode } from './dialect.js';
import { InputError } from './http/input.error.js';
import { PlacedError } from './http/placed-error.js';
import { UnsupportedAction } from './http/unsupported-action.js';

/** A database that restarts is back within a few seconds. */
const retrySeconds = 2;

type ErrorDetails = Pick<
  ErrorContext,
  'code' | 'issues' | 'reason' | 'refusal' | 'object' | 'retryAfterSeconds' | 'place'
>;

/** The code of an error and its details, whatever threw it; anything unforeseen is `server.fault`. */
export function errorDetailsOf(error: unknown): ErrorDetails {
  if (error instanceof PlacedError) return { ...errorDetailsOf(error.cause), place: error.place };
  if (error instanceof InputError) return detailsOf(error.code, { issues: error.issues });
  if (isDomainError(error)) {
    const { reason, field, refusal, object, retryAfterSeconds } = error.context;
    return detailsOf(error.code, { reason: reason ?? field, refusal, object, retryAfterSeconds });
  }
  if (isUnavailable(error)) return detailsOf('database.unavailable', { retryAfterSeconds: retrySeconds });
  if (error instanceof UnsupportedAction) return detailsOf('action.unsupported');
  if (error instanceof HttpException) return detailsOf(codesOfStatus[error.getStatus()] ?? 'server.fault');
  return detailsOf(codesOfFastify[codeOf(error)] ?? 'server.fault');
}

/** Fastify refuses some requests before any route of ours sees them. */
const codesOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.media-unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input.unreadable',
  FST_ERR_BAD_URL: 'input.unreadable',
  FST_ERR_MAX_PARAM_LENGTH: 'route.unknown',
  FST_ERR_NOT_FOUND: 'route.unknown',
};

/** Nest wraps what Fastify refuses in exceptions with a status; no module of ours throws one. */
const codesOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'input.unreadable',
  // A path that leads out of the folder of static files.
  403: 'route.unknown',
  404: 'route.unknown',
  413: 'input.too-large',
  414: 'route.unknown',
  415: 'input.media-unsupported',
};

function detailsOf(code: ErrorCode, more: Partial<ErrorDetails> = {}): ErrorDetails {
  return { code, issues: [], reason: undefined, object: undefined, retryAfterSeconds: undefined, ...more };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
