import { applyDecorators } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiExtraModels, ApiOAuth2, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { Permission } from '#auth';
import { Problem } from './problem.dto.js';

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names the places.',
  401: 'Nothing was presented, or nothing that is worth anything; `WWW-Authenticate` says which.',
  403: 'The caller may not do this.',
  404: 'Not there, or hidden from this caller: never told apart.',
  409: 'Another camera has this value already.',
  412: 'Changed by somebody else since it was read.',
  429: 'Too many attempts; `Retry-After` says when to come back.',
};

/** Documents the refusals of a route, all of them problems. */
export function ApiProblems(...statuses: readonly (keyof typeof meanings)[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(Problem),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: meanings[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
}

/** Documents the ways in, so that Swagger UI's Authorize button works for a route. */
export function ApiCredentials(...scopes: readonly Permission[]): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiOAuth2([...scopes], 'oauth2'), ApiBearerAuth('bearer'), ApiBasicAuth('basic'));
}
