import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Failure } from './failure.dto.js';

const meanings = {
  400: 'The request is not valid; each entry of `errors` names one reason and its place.',
  401: 'No valid credentials. With an expired access token: `POST /login` with the refresh token.',
  402: 'The organization has as many streams or users as it may have.',
  403: 'The caller is known, but may not do this.',
  404: 'There is no such thing, or the caller may not know of it.',
  409: 'Another one has this name, or something still depends on it.',
  429: 'Too many failed attempts; `Retry-After` says when to come back.',
  501: 'It takes a part that this server does not have.',
} as const;

/** Documents how a route refuses. */
export function ApiFailures(...statuses: readonly (keyof typeof meanings)[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...statuses.map((status) => ApiResponse({ status, type: Failure, description: meanings[status] })),
  );
}
