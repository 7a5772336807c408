import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Failure } from './failure.dto.js';

const meanings = {
  400: 'BadRequest for a bad parameter, ValidationError for a bad field of the body.',
  403: 'No, or no valid authorization: Forbidden, WrongApikey or ApikeyExpired.',
  404: 'NotFound: missing, or hidden from the caller.',
  501: 'What it takes is no part of this server.',
  429: 'Too many failed attempts; `Retry-After` says when to come back.',
} as const;

/** Documents how a route refuses. */
export function ApiFailures(...statuses: readonly (keyof typeof meanings)[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...statuses.map((status) => ApiResponse({ status, type: Failure, description: meanings[status] })),
  );
}
