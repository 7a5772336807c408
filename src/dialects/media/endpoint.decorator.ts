import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiController, composeEndpoint, type EndpointOptions, type HttpMethod } from '../http/endpoint.js';
import { MediaServerGuard } from './media-server.guard.js';

/** A route of the media API; each has one path, its controller's. */
export function Endpoint(method: HttpMethod, options: EndpointOptions): MethodDecorator {
  return composeEndpoint(method, '', options);
}

/** A controller that media servers ask: public, because the credential is the viewer's, inside the question. */
export function MediaServerApi(path: string, tag: string): ClassDecorator {
  return applyDecorators(ApiController(path, { public: true, tag }), UseGuards(MediaServerGuard));
}
