import { ApiResponse } from '@nestjs/swagger';
import { composeEndpoint, type EndpointOptions, type HttpMethod, type Paths, type Security } from '../http/endpoint.js';

interface Cam2V1EndpointOptions extends EndpointOptions {
  /** By status: the body of the error, or an example of it. */
  readonly errors?: Readonly<Record<number, string>>;
}

/** A token of the OAuth token endpoint, or of this API. */
export const tokens: readonly Security[] = [{ client: [] }, { jwt: [] }];

/** A route of CAM2API. */
export function Endpoint(
  method: HttpMethod,
  path: Paths,
  { errors = {}, ...options }: Cam2V1EndpointOptions,
): MethodDecorator {
  return composeEndpoint(
    method,
    path,
    options,
    ...Object.entries(errors).map(([status, description]) => ApiResponse({ status: Number(status), description })),
  );
}
