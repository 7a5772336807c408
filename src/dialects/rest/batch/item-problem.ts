import type { DomainError } from '#errors';
import type { FastifyRequest } from 'fastify';
import type { ErrorResponse } from '../../dialect.js';
import { errorDetailsOf } from '../../error-context.js';
import type { InputError } from '../../http/input.error.js';
import { PlacedError } from '../../http/placed-error.js';
import { pathOf } from '../../http/request.js';
import { restErrors } from '../rest.errors.js';

export function placeOf(item: number): string {
  return `operations.${item}`;
}

/** An error of the core about one operation, at its place in the body. */
export function placed(error: DomainError, item: number): PlacedError {
  const { field } = error.context;
  const isOfBody = field !== undefined && field !== 'id';
  return new PlacedError(error, isOfBody ? `${placeOf(item)}.body` : placeOf(item));
}

/** The problem of one operation, as if it were the answer to a request. */
export function problemOf(error: InputError | PlacedError, request: FastifyRequest): ErrorResponse {
  const details = errorDetailsOf(error);
  const { method, id: requestId } = request;
  const context = { ...details, method, path: pathOf(request), requestId, presented: undefined, allow: [] };
  return restErrors[details.code](context);
}
