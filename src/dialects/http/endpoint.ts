import { applyDecorators, Header, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  type ApiResponseNoStatusOptions,
} from '@nestjs/swagger';
import { Public, Requires } from '#auth';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer for Swagger UI; its status is 200 unless stated. */
export type EndpointAnswer = ApiResponseNoStatusOptions & { readonly status?: number };

/** What a route takes and answers, and who may call it. */
export interface EndpointOptions {
  readonly summary: string;
  readonly description?: string;
  /** Unique within the API; clients that are generated name their methods after it. */
  readonly operationId?: string;
  /** The arguments of `@Requires`; without them those of the controller apply. */
  readonly requires?: Readonly<Parameters<typeof Requires>>;
  /** Anybody may call it. */
  readonly public?: true;
  /** Parameters of the path that need more than the dialect's documentation has for their name. */
  readonly params?: readonly Parameters<typeof ApiParam>[0][];
  readonly query?: readonly Parameters<typeof ApiQuery>[0][];
  /** Only where Swagger cannot find it by itself, as in a `DELETE`. */
  readonly body?: Parameters<typeof ApiBody>[0];
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  /** The successful answer: its status is also the one that the route answers with. */
  readonly answer?: EndpointAnswer;
  /** Headers of the successful answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `cache-control: no-store`, for an answer that holds a secret. */
  readonly noStore?: true;
}

/**
 * One decorator for a route: its method and path, its access (`Requires`, `Public`) and its documentation.
 * @param path below the controller's; empty: the controller's own
 * @param own what the dialect adds, such as its errors and lists
 */
export function composeEndpoint(
  method: HttpMethod,
  path: string,
  options: EndpointOptions,
  ...own: readonly MethodDecorator[]
): MethodDecorator {
  const { summary, description, operationId, requires, params = [], query = [], body, answer, headers = {} } = options;
  const { consumes, produces } = options;
  const decorators: readonly MethodDecorator[] = [
    RequestMapping({ path, method: RequestMethod[method] }),
    ...(requires ? [Requires(...requires)] : []),
    ...(options.public ? [Public()] : []),
    ...(answer ? [HttpCode(answer.status ?? 200)] : []),
    ...Object.entries(headers).map(([name, value]) => Header(name, value)),
    ...(options.noStore ? [Header('cache-control', 'no-store')] : []),
    ...(consumes ? [ApiConsumes(...consumes)] : []),
    ...(produces ? [ApiProduces(...produces)] : []),
    ApiOperation({ summary, ...(description ? { description } : {}), ...(operationId ? { operationId } : {}) }),
    ...params.map((param) => ApiParam(param)),
    ...own,
    ...query.map((parameter) => ApiQuery(parameter)),
    ...(body ? [ApiBody(body)] : []),
    ...(answer ? [ApiResponse({ status: 200, ...answer })] : []),
  ];
  // Stacked decorators apply from the last to the first, and Swagger lists parameters in that order.
  return applyDecorators(...decorators.toReversed());
}
