import { applyDecorators, Controller, type Type, UseGuards } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiExtraModels,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { type Permission, Public, Requires } from '#auth';
import { composeEndpoint, type EndpointOptions, type HttpMethod } from '../http/endpoint.js';
import { AdministratorGuard } from './admin/administrator.guard.js';
import { defaultLimit, largestLimit } from './collections/collection-query.js';
import { Failure } from './failure.dto.js';

const meanings = {
  400: 'The request is not valid; each entry of `errors` names one reason and its place.',
  401: 'No valid credentials. With an expired access token: `POST /login` with the refresh token.',
  402: 'The organization has as many streams or users as it may have.',
  403: 'The caller is identified, but may not do this.',
  404: 'It does not exist, or the caller may not know of it.',
  409: 'Another one has this name, or something still depends on it.',
  429: 'Too many failed attempts; `Retry-After` states when to try again.',
  501: 'It takes a part that this server does not have.',
} as const;

export interface V3EndpointOptions extends EndpointOptions {
  readonly errors?: readonly (keyof typeof meanings)[];
  readonly list?: ListOptions;
  /** Documents the credentials where the controller does not, because its other routes take none. */
  readonly authorized?: true;
}

interface ListOptions {
  /** The envelope's key, such as `organizations`. */
  readonly key: string;
  /** What the list holds; undefined: this server never has any. */
  readonly item?: Type;
  /** Examples of the parameters; without them, the parameters of lists are not documented. */
  readonly sort?: string;
  readonly select?: string;
}

/** A route of client-api or admin-api v3. */
export function Endpoint(
  method: HttpMethod,
  path: string,
  { errors = [], list, authorized, ...options }: V3EndpointOptions,
): MethodDecorator {
  const description = list?.item ? [options.description, filtersText].filter(Boolean).join(' ') : options.description;
  return composeEndpoint(
    method,
    path,
    description === undefined ? options : { ...options, description },
    ...(authorized ? [ApiBasicAuth(), ApiBearerAuth()] : []),
    ...(list ? listDecorators(list) : []),
    ...errors.map((status) => ApiResponse({ status, type: Failure, description: meanings[status] })),
  );
}

interface ControllerOptions {
  readonly tag: string;
  readonly params?: readonly Parameters<typeof ApiParam>[0][];
}

interface ClientApiOptions extends ControllerOptions {
  /** What every route requires that does not state its own; `cameras:read` unless stated. */
  readonly requires?: Readonly<Parameters<typeof Requires>>;
  /** `all`: nobody needs credentials; `some`: each route states its own access. */
  readonly public?: 'all' | 'some';
}

/** A controller of client-api v3, for every caller with credentials unless stated. */
export function ClientApi(
  path: string,
  { tag, params = [], requires = ['cameras:read'], public: open }: ClientApiOptions,
): ClassDecorator {
  return applyDecorators(
    Controller(`watcher/client-api/v3/${path}`.replace(/\/$/, '')),
    ...params.map((param) => ApiParam(param)),
    ...(open === undefined ? [Requires(...requires), ApiBearerAuth(), ApiBasicAuth()] : []),
    ...(open === 'all' ? [Public()] : []),
    ApiTags(tag),
  );
}

interface AdminApiOptions extends ControllerOptions {
  /** `admin` unless stated. */
  readonly requires?: Permission;
  readonly public?: 'all';
}

/** A controller of admin-api v3 (Part 2): for access level `admin` with a credential of enough scope, unless public. */
export function AdminApi(
  path: string,
  { tag, params = [], requires = 'admin', public: open }: AdminApiOptions,
): ClassDecorator {
  return applyDecorators(
    Controller(`watcher/admin-api/v3/${path}`.replace(/\/$/, '')),
    ...params.map((param) => ApiParam(param)),
    ...(open ? [Public()] : [ApiBasicAuth(), ApiBearerAuth(), UseGuards(AdministratorGuard), Requires(requires)]),
    ApiTags(`admin: ${tag}`),
  );
}

/** One of the two interfaces; routes that both have differ in the names of their operations and in their access. */
export type Api = 'client' | 'admin';

/**
 * A controller that both interfaces have.
 * @param options `requires`: the permission at admin-api; at client-api each route states its own
 */
export function TwinApi(api: Api, path: string, { requires, ...options }: AdminApiOptions): ClassDecorator {
  return api === 'client'
    ? ClientApi(path, options)
    : AdminApi(path, { ...options, ...(requires ? { requires } : {}) });
}

/** What routes that both interfaces have state differently. */
export function differences(api: Api) {
  return {
    /** Of the names of operations. */
    prefix: api === 'admin' ? 'admin_' : '',
    /** At client-api, members may call it without the permission. */
    orMember: (permission: Permission) => (api === 'admin' ? undefined : ([permission, { orMember: true }] as const)),
    /** Where only admin-api answers 403. */
    denied: api === 'admin' ? ([403] as const) : [],
  };
}

const filtersText =
  'Every other parameter is a filter by a field, dots for nested ones: `title=a,b` any of them, `_ne`, `_gt`, `_gte`, ' +
  '`_lt`, `_lte`, `_like` (part of a text, case matters), `_is=null`, `_is_not=null`. Conditions are joined by AND; ' +
  'unknown fields are ignored, wrongly typed values are an error.';

/** The parameters that every v3 list takes, and its envelope (OH). */
function listDecorators({ key, item, sort, select }: ListOptions): readonly MethodDecorator[] {
  return [
    ...(sort === undefined || select === undefined ? [] : [listParameters(sort, select)]),
    ...(item === undefined ? [emptyPage(key)] : [page(key, item)]),
  ];
}

function listParameters(sort: string, select: string): MethodDecorator {
  const optional = { required: false, type: String } as const;
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: largestLimit, default: defaultLimit },
      description: 'Items on a page.',
    }),
    ApiQuery({ ...optional, name: 'cursor', description: '`next` or `prev` of an earlier page of the same query.' }),
    ApiQuery({
      ...optional,
      name: 'sort',
      example: sort,
      description: 'Fields, comma-separated; `-` for descending. Missing values come first when ascending.',
    }),
    ApiQuery({
      ...optional,
      name: 'select',
      example: select,
      description: 'Only these fields, comma-separated, dots for nested ones; the required ones are always there.',
    }),
  );
}

function page(key: string, item: Type): MethodDecorator {
  const properties = {
    [key]: { type: 'array', items: { $ref: getSchemaPath(item) } },
    estimated_count: { type: 'integer', description: 'Items that match the filters, whatever the page.', example: 1 },
    next: { type: 'string', description: 'Cursor of the next page; absent on the last.' },
    prev: { type: 'string', description: 'Cursor of the page before; absent on the first.' },
  };
  const schema = { type: 'object', required: [key, 'estimated_count'], properties };
  return applyDecorators(ApiExtraModels(item), ApiResponse({ status: 200, description: 'A page.', schema }));
}

/** The same envelope around what this server does not have. */
function emptyPage(key: string): MethodDecorator {
  const nothing = { type: 'array', items: { type: 'object' }, maxItems: 0, description: 'Nothing.', example: [] };
  const properties = { [key]: nothing, estimated_count: { type: 'integer', description: 'None.', example: 0 } };
  const schema = { type: 'object', required: [key, 'estimated_count'], properties };
  return ApiResponse({ status: 200, description: 'An empty page.', schema });
}
