import { ApiResponse } from '@nestjs/swagger';
import { composeEndpoint, type EndpointOptions, type HttpMethod, type Paths } from '../http/endpoint.js';
import { TokenRefusal } from './token.dto.js';

interface OauthEndpointOptions extends EndpointOptions {
  /** By status: what the error means. */
  readonly errors?: Readonly<Record<number, string>>;
}

/** A route of the OAuth API. */
export function Endpoint(
  method: HttpMethod,
  path: Paths,
  { errors = {}, ...options }: OauthEndpointOptions,
): MethodDecorator {
  return composeEndpoint(
    method,
    path,
    options,
    ...Object.entries(errors).map(([status, description]) =>
      ApiResponse({ status: Number(status), type: TokenRefusal, description }),
    ),
  );
}
