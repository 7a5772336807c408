import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientAuthenticator, PushedRequestsService, rejectedGrant } from '#auth';
import { Config } from '#config';
import { findDpopProof } from '../http/dpop.js';
import { ApiController } from '../http/endpoint.js';
import { originOf } from '../http/request.js';
import { readClient } from './client-request.js';
import { Endpoint } from './endpoint.decorator.js';
import { formOf, textFieldsOf } from './form.js';
import { PushedRequestAnswer, PushedRequestForm } from './pushed-request.dto.js';

/** What authenticates the client is not kept with its request. */
const credentials = ['client_secret', 'client_assertion', 'client_assertion_type'];

/** Where clients send an authorization request before the browser comes (RFC 9126). */
@ApiController('oauth/par', { public: true, tag: 'tokens' })
export class PushedRequestsController {
  constructor(
    private readonly clients: ClientAuthenticator,
    private readonly requests: PushedRequestsService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    operationId: 'pushAuthorizationRequest',
    summary: 'Send an authorization request beforehand',
    description:
      'Takes the parameters of `/oauth/authorize`, which then needs `client_id` and `request_uri` alone. It must be opened ' +
      'within 90 seconds, and gives one code.',
    noStore: true,
    consumes: ['application/x-www-form-urlencoded'],
    body: { type: PushedRequestForm },
    answer: { status: 201, type: PushedRequestAnswer, description: 'Where the request is.' },
    errors: {
      400: 'The request is not one that the authorization endpoint would take.',
      401: 'The client did not prove itself.',
      429: 'Too many attempts; `Retry-After` says when.',
    },
    security: [{ client: [] }],
  })
  async push(@Req() request: FastifyRequest): Promise<PushedRequestAnswer> {
    const presented = readClient(request, formOf(request));
    const origin = originOf(request);
    const proof = findDpopProof(request, this.config);
    const { client, thumbprint } = await this.clients.authenticateWithKey(presented, proof, origin);
    const parameters = new Map([...textFieldsOf(request)].filter(([name]) => !credentials.includes(name)));
    parameters.set('client_id', client.clientId);
    if (thumbprint !== undefined) {
      // RFC 9449 §10.1: the proof binds the code as `dpop_jkt` does.
      if ((parameters.get('dpop_jkt') ?? thumbprint) !== thumbprint)
        throw rejectedGrant('invalid_dpop_proof', 'another key than dpop_jkt');
      parameters.set('dpop_jkt', thumbprint);
    }
    const pushed = await this.requests.push(client, parameters, origin);
    return { request_uri: pushed.requestUri, expires_in: pushed.expiresInSeconds };
  }
}
