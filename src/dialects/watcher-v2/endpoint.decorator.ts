import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeader, ApiQuery, ApiResponse } from '@nestjs/swagger';
import {
  ApiController,
  composeEndpoint,
  type ControllerOptions,
  type EndpointOptions,
  type HttpMethod,
  type Paths,
  type Security,
} from '../http/endpoint.js';
import { Failure } from './failure.dto.js';
import { defaultLimit, largestLimit } from './lists/page.js';

/** The ways to be authorized: a session, or a key with or without its user. */
const credentials: readonly Security[] = [
  { 'x-vsaas-session': [] },
  { 'x-vsaas-api-key': [], 'x-vsaas-user': [] },
  { 'x-vsaas-api-key': [] },
];

const meanings = {
  400: 'BadRequest for a bad parameter, ValidationError for a bad field of the body.',
  403: 'No, or no valid authorization: Forbidden, WrongApikey or ApikeyExpired.',
  404: 'NotFound: missing, or hidden from the caller.',
  429: 'Too many failed attempts; `Retry-After` states when to try again.',
  501: 'It takes a part that this server does not have.',
} as const;

interface V2EndpointOptions extends Omit<EndpointOptions, 'security'> {
  /** The bare array that a list answers; its page is taken from the query or from headers. */
  readonly list?: ListOptions;
  readonly errors?: readonly (keyof typeof meanings)[];
  /** Documents the credentials where the controller does not, because its other routes take none. */
  readonly authorized?: true;
}

interface ListOptions {
  readonly type: Type | [typeof Object];
  readonly description: string;
}

/** A route of API v2. */
export function Endpoint(
  method: HttpMethod,
  path: Paths,
  { list, errors = [], authorized, ...options }: V2EndpointOptions,
): MethodDecorator {
  return composeEndpoint(
    method,
    path,
    authorized ? { ...options, security: credentials } : options,
    ...(list ? [listDecorator(list)] : []),
    ...errors.map((status) => ApiResponse({ status, type: Failure, description: meanings[status] })),
  );
}

interface V2ControllerOptions extends Omit<ControllerOptions, 'public' | 'security'> {
  /** `all`: nobody needs credentials; `some`: each route states its own access. */
  readonly public?: 'all' | 'some';
}

/** A controller of API v2, for every caller with credentials (`cameras:read`) unless stated. */
export function WatcherV2Api(
  path: Paths,
  { public: open, requires = ['cameras:read'], ...options }: V2ControllerOptions,
): ClassDecorator {
  if (open === undefined) return ApiController(path, { ...options, requires, security: credentials });
  return ApiController(path, open === 'all' ? { ...options, public: true } : options);
}

function listDecorator({ type, description }: ListOptions): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      type: Number,
      description: `How many: ${defaultLimit} where none is given here or in X-Page-Limit; more than ${largestLimit} is served as ${largestLimit}.`,
      example: 100,
    }),
    ApiQuery({ name: 'offset', required: false, type: Number, description: 'How many to skip.', example: 0 }),
    ApiHeader({ name: 'X-Page-Limit', required: false, description: 'As `limit`, which goes first.' }),
    ApiHeader({ name: 'X-Page-Offset', required: false, description: 'As `offset`, which goes first.' }),
    ApiResponse({
      status: 200,
      type: Array.isArray(type) ? type : [type],
      description: `${description} It is the last page when it is shorter than X-Page-Limit.`,
      headers: {
        'X-Page-Limit': { description: 'How many there are on a page, as served.', schema: { type: 'integer' } },
        'X-Page-Offset': { description: 'How many were skipped.', schema: { type: 'integer' } },
      },
    }),
  );
}
