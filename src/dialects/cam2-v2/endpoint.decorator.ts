import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import {
  ApiController,
  composeEndpoint,
  type ControllerOptions,
  type EndpointOptions,
  type HttpMethod,
  type Paths,
  type Security,
} from '../http/endpoint.js';
import { MessageDto } from './message.dto.js';
import { UseCounter } from './use-counter.interceptor.js';

interface Errors {
  /** By status: the message of the error, or what it means. */
  readonly errors?: Readonly<Record<number, string>>;
}

/** A token of this API, in the query or in the header. */
export const ownTokens: readonly Security[] = [{ query: [] }, { bearer: [] }];
/** The same, or a token of the OAuth token endpoint. */
export const anyTokens: readonly Security[] = [{ client: [] }, ...ownTokens];

/** A route of CAM2 v2. */
export function Endpoint(
  method: HttpMethod,
  path: Paths,
  { errors, ...options }: EndpointOptions & Errors,
): MethodDecorator {
  return composeEndpoint(method, path, options, ...messages(errors));
}

/** A controller of CAM2 v2. Where apps need a permission, their requests are counted. */
export function Cam2V2Api(path: string, { errors, ...options }: ControllerOptions & Errors): ClassDecorator {
  return applyDecorators(
    ApiController(path, options),
    ...messages(errors),
    ...(options.requires ? [UseInterceptors(UseCounter)] : []),
  );
}

function messages(errors: Errors['errors'] = {}): readonly (MethodDecorator & ClassDecorator)[] {
  return Object.entries(errors).map(([status, description]) =>
    ApiResponse({ status: Number(status), type: MessageDto, description }),
  );
}
