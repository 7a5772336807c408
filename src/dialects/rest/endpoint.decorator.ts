import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { Requirement } from '#auth';
import { composeEndpoint, type EndpointOptions, type HttpMethod, type Security } from '../http/endpoint.js';
import { Problem } from './problem.dto.js';

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names the places.',
  401: 'The credential is missing or not valid; `WWW-Authenticate` states which.',
  403: 'The caller may not do this.',
  404: 'It does not exist, or is hidden from this caller.',
  409: 'Another camera has this value already.',
  412: 'Changed by somebody else since it was read.',
  429: 'Too many attempts; `Retry-After` states when to try again.',
};

interface RestEndpointOptions extends EndpointOptions {
  /** The statuses of its errors, all of them problem details. */
  readonly errors: readonly (keyof typeof meanings)[];
}

/** A route of the REST API. Where it requires a permission, Swagger UI's Authorize button works for it. */
export function Endpoint(
  method: HttpMethod,
  path: string,
  { errors, ...options }: RestEndpointOptions,
): MethodDecorator {
  const { requires, security = requires === undefined ? [] : credentialsWith(requires[0]) } = options;
  return composeEndpoint(
    method,
    path,
    { ...options, security },
    ApiExtraModels(Problem),
    ...errors.map((status) =>
      ApiResponse({
        status,
        description: meanings[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
}

function credentialsWith(required: Requirement['permission']): readonly Security[] {
  return [{ oauth2: required === 'identified' ? [] : [required] }, { bearer: [] }, { basic: [] }];
}
