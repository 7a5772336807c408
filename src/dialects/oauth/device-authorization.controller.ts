import { HttpCode, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientAuthenticator, DeviceAuthorizationService, shownUserCode } from '#auth';
import { Config } from '#config';
import { ApiController } from '../http/endpoint.js';
import { originOf } from '../http/request.js';
import { readClient } from './client-request.js';
import { DeviceAuthorizationAnswer, DeviceAuthorizationForm } from './device.dto.js';
import { Endpoint } from './endpoint.decorator.js';
import { formOf, oneResource } from './form.js';

/** Where a device without a browser asks for its codes (RFC 8628 §3.1). */
@ApiController('oauth/device_authorization', { public: true, tag: 'tokens' })
export class DeviceAuthorizationController {
  constructor(
    private readonly clients: ClientAuthenticator,
    private readonly devices: DeviceAuthorizationService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    operationId: 'authorizeDevice',
    summary: 'Ask for access from a device without a browser',
    description:
      'The device shows `user_code` and `verification_uri`; a person signs in there and allows it. Meanwhile the device ' +
      'asks `POST /oauth/token` with `device_code`, once in `interval` seconds.',
    noStore: true,
    consumes: ['application/x-www-form-urlencoded'],
    body: { type: DeviceAuthorizationForm },
    answer: { type: DeviceAuthorizationAnswer, description: 'The codes.' },
    errors: {
      400: 'The request is not valid, or the client is not registered for this grant.',
      401: 'The client did not prove itself.',
      429: 'Too many attempts; `Retry-After` says when.',
    },
    security: [{ client: [] }],
  })
  @HttpCode(200)
  async begin(@Req() request: FastifyRequest): Promise<DeviceAuthorizationAnswer> {
    const form = formOf(request);
    const wanted = { scope: form.get('scope'), resource: oneResource(form) };
    const origin = originOf(request);
    const client = await this.clients.authenticate(readClient(request, form), origin);
    const codes = await this.devices.begin(client, wanted, origin);
    const userCode = shownUserCode(codes.userCode);
    const page = `${this.config.publicUrl}/oauth/device`;
    return {
      device_code: codes.deviceCode,
      user_code: userCode,
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${userCode}`,
      expires_in: codes.expiresInSeconds,
      interval: codes.intervalSeconds,
    };
  }
}
