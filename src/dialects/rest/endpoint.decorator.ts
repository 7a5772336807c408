import { UseInterceptors } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { Requirement } from '#auth';
import { composeEndpoint, type EndpointOptions, type HttpMethod, type Security } from '../http/endpoint.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { NoParametersInterceptor } from './no-parameters.interceptor.js';
import { Problem } from './problem.dto.js';
import {
  fieldsParameter,
  includeParameters,
  type ListedResource,
  listParameters,
} from './resources/list-parameters.js';

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names the places.',
  401: 'The credential is missing or not valid; `WWW-Authenticate` states which.',
  402: 'The organization is at its limit.',
  403: 'The caller may not do this.',
  404: 'It does not exist, or is hidden from this caller.',
  406: 'The answer has no form that `Accept` takes.',
  409: 'It is taken, still in use, or another request with this `Idempotency-Key` still runs.',
  410: 'The cursor is too old to go on from: list again.',
  412: 'Changed by somebody else since it was read.',
  413: 'The body is too large.',
  422: 'The `Idempotency-Key` belongs to another request.',
  428: 'The change must state its version (the server demands it: `REQUIRE_IF_MATCH`).',
  429: 'Too many attempts; `Retry-After` states when to try again.',
};

interface RestEndpointOptions extends EndpointOptions {
  /** The statuses of its errors, all of them problem details. */
  readonly errors: readonly (keyof typeof meanings)[];
  /** The route is a list of this: its parameters and its answer follow. */
  readonly list?: ListedResource;
  /** What `{id}` in the path is; the route knows entity tags, and `If-Match` where it changes something. */
  readonly id?: string;
  /** The route answers one of these: it may `include` what belongs to it. */
  readonly item?: ListedResource;
}

const ifNoneMatch = {
  name: 'If-None-Match',
  required: false,
  description: 'An `ETag` from before; 304 when it still holds.',
};
const idempotencyKey = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect.',
};
const ifMatch = { name: 'If-Match', required: false, description: 'The `ETag` that was read; 412 when it is another.' };

/** A route of the REST API. Where it requires a permission, Swagger UI's Authorize button works for it. */
export function Endpoint(
  method: HttpMethod,
  path: string,
  { errors: own, list, id, item, ...given }: RestEndpointOptions,
): MethodDecorator {
  const options: EndpointOptions = {
    ...(list && { query: listParameters(list), answer: { type: list.page, description: 'One page.' } }),
    ...(id && {
      params: [{ name: 'id', description: id }],
      requestHeaders: [method === 'GET' ? ifNoneMatch : ifMatch],
      ...(method === 'GET' && { query: [fieldsParameter, ...(item ? includeParameters(item) : [])] }),
    }),
    ...given,
  };
  // A public route, such as signing in, has no caller whose key it could be.
  const repeatable = method === 'POST' && options.requires !== undefined;
  const more = [...(id !== undefined && method !== 'GET' ? [412, 428] : []), ...(repeatable ? [409, 422] : [])];
  const errors = new Set([...own, ...more]);
  const requestHeaders = [...(options.requestHeaders ?? []), ...(repeatable ? [idempotencyKey] : [])];
  const { requires, security = requires === undefined ? [] : credentialsWith(requires[0]) } = options;
  return composeEndpoint(
    method,
    path,
    { ...options, security, requestHeaders },
    ApiExtraModels(Problem),
    ...(options.query === undefined ? [withoutParameters] : []),
    ...(repeatable ? [UseInterceptors(IdempotencyInterceptor)] : []),
    ...[...errors].map((status) =>
      ApiResponse({
        status,
        description: meanings[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
}

/** Unless the method reads the query itself, as `@Query(strictInput)` does. */
const withoutParameters: MethodDecorator = (target, key, descriptor) => {
  const taken = Object.keys(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) as object | undefined) ?? {},
  );
  // Nest names each parameter of a method `<type>:<place>`.
  if (taken.some((name) => name.startsWith(`${RouteParamtypes.QUERY}:`))) return;
  UseInterceptors(NoParametersInterceptor)(target, key, descriptor);
};

function credentialsWith(required: Requirement['permission']): readonly Security[] {
  return [{ oauth2: required === 'identified' ? [] : [required] }, { bearer: [] }, { basic: [] }];
}
