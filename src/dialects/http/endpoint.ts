import {
  applyDecorators,
  Controller,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExcludeEndpoint,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  type ApiResponseNoStatusOptions,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import { Accepts, type CredentialKind, Public, Requires } from '#auth';
import { type Deprecated, DeprecatedRoute, DeprecationInterceptor } from './deprecation.interceptor.js';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'QUERY';

/** A path, or several spellings of one. */
export type Paths = string | string[];

/** The security schemes that a caller needs together, each with its scopes. */
export type Security = Readonly<Record<string, string[]>>;

/** An answer for Swagger UI; its status is 200 unless stated. */
export type EndpointAnswer = ApiResponseNoStatusOptions & { readonly status?: number };

/** What a route takes and answers, and who may call it. */
export interface EndpointOptions {
  readonly summary: string;
  readonly description?: string;
  /** Unique within the API; clients that are generated name their methods after it. */
  readonly operationId?: string;
  /** The arguments of `@Requires`; without them those of the controller apply. */
  readonly requires?: Readonly<Parameters<typeof Requires>> | undefined;
  /** Anybody may call it. */
  readonly public?: true;
  /** The only kinds of credential that it accepts, where they are not the usual ones. */
  readonly accepts?: readonly CredentialKind[];
  /** Documents the credentials where the controller does not. */
  readonly security?: readonly Security[];
  /** Parameters of the path that need more than the dialect's documentation has for their name. */
  readonly params?: readonly Parameters<typeof ApiParam>[0][];
  readonly query?: readonly Parameters<typeof ApiQuery>[0][];
  readonly requestHeaders?: readonly Parameters<typeof ApiHeader>[0][];
  /** Only where Swagger cannot find it by itself, as in a `DELETE`. */
  readonly body?: Parameters<typeof ApiBody>[0];
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  /** The successful answer: its status is also the one that the route answers with. */
  readonly answer?: EndpointAnswer;
  /** Further answers, by status. */
  readonly answers?: Readonly<Record<number, EndpointAnswer>>;
  /** Headers of the successful answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `cache-control: no-store`, for an answer that holds a secret. */
  readonly noStore?: true;
  /** New programs should not use it: the answers say so, and OpenAPI. */
  readonly deprecated?: Deprecated;
  /** Not in the OpenAPI document. */
  readonly undocumented?: true;
}

/**
 * One decorator for a route: its method and path, its access (`Requires`, `Public`) and its documentation.
 * @param path below the controller's; empty: the controller's own
 * @param own what the dialect adds, such as its errors and lists
 */
export function composeEndpoint(
  method: HttpMethod,
  path: Paths,
  options: EndpointOptions,
  ...own: readonly MethodDecorator[]
): MethodDecorator {
  const { summary, description, operationId, requires, params = [], query = [], body, answer, headers = {} } = options;
  const { accepts, requestHeaders = [], answers = {}, security = [], consumes, produces } = options;
  const decorators: readonly MethodDecorator[] = [
    RequestMapping({ path, method: RequestMethod[method] }),
    ...(requires ? [Requires(...requires)] : []),
    ...(options.public ? [Public()] : []),
    ...(accepts ? [Accepts(...accepts)] : []),
    ...(answer ? [HttpCode(answer.status ?? 200)] : []),
    ...Object.entries(headers).map(([name, value]) => Header(name, value)),
    ...(options.noStore ? [Header('cache-control', 'no-store')] : []),
    ...(consumes ? [ApiConsumes(...consumes)] : []),
    ...(produces ? [ApiProduces(...produces)] : []),
    ...(options.deprecated ? [DeprecatedRoute(options.deprecated), UseInterceptors(DeprecationInterceptor)] : []),
    ApiOperation({
      summary,
      ...(description ? { description } : {}),
      ...(operationId ? { operationId } : {}),
      ...(options.deprecated ? { deprecated: true } : {}),
    }),
    ...security.toReversed().map((schemes) => ApiSecurity(schemes)),
    ...params.map((param) => ApiParam(param)),
    ...own,
    ...requestHeaders.map((header) => ApiHeader(header)),
    ...query.map((parameter) => ApiQuery(parameter)),
    ...(body ? [ApiBody(body)] : []),
    ...(answer ? [ApiResponse({ status: 200, ...answer })] : []),
    ...Object.entries(answers).map(([status, further]) => ApiResponse({ ...further, status: Number(status) })),
    ...(options.undocumented ? [ApiExcludeEndpoint()] : []),
  ];
  // Stacked decorators apply from the last to the first, and Swagger lists parameters in that order.
  return applyDecorators(...decorators.toReversed());
}

/** What the routes of a controller have in common, unless a route states something else. */
export interface ControllerOptions {
  readonly tag: string;
  readonly requires?: Readonly<Parameters<typeof Requires>>;
  readonly public?: true;
  readonly security?: readonly Security[];
  readonly consumes?: readonly string[];
  readonly answers?: Readonly<Record<number, EndpointAnswer>>;
}

/** One decorator for a controller: its path, its access and its documentation. */
export function ApiController(
  path: Paths,
  { tag, requires, public: open, security = [], consumes, answers = {} }: ControllerOptions,
): ClassDecorator {
  return applyDecorators(
    Controller(path),
    ApiTags(tag),
    ...(requires ? [Requires(...requires)] : []),
    ...(open ? [Public()] : []),
    ...security.map((schemes) => ApiSecurity(schemes)),
    ...(consumes ? [ApiConsumes(...consumes)] : []),
    ...Object.entries(answers).map(([status, answer]) => ApiResponse({ ...answer, status: Number(status) })),
  );
}
