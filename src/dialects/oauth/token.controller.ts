import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientAuthenticator, type ClientWithKey, type Origin, SignInService, TokenGrantsService } from '#auth';
import { Config } from '#config';
import { ApiController } from '../http/endpoint.js';
import { InputError } from '../http/input.error.js';
import { Repeats } from '../http/repeats.decorator.js';
import { findDpopProof } from '../http/dpop.js';
import { originOf } from '../http/request.js';
import { CameraTokenExchange } from './camera-token-exchange.js';
import { findClient, readClient } from './client-request.js';
import { Endpoint } from './endpoint.decorator.js';
import { type Grant, grants } from './grants.js';
import { type Form, formOf, oneResource } from './form.js';
import { TokenAnswer, TokenForm } from './token.dto.js';
import { toTokenAnswer } from './token.wire.js';

/** The token endpoint (RFC 6749 §3.2). */
@ApiController('oauth/token', { public: true, tag: 'tokens' })
export class TokenController {
  constructor(
    private readonly clients: ClientAuthenticator,
    private readonly tokens: TokenGrantsService,
    private readonly exchanges: CameraTokenExchange,
    private readonly signIn: SignInService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    operationId: 'issueToken',
    summary: 'Get an access token',
    description:
      'A confidential client authenticates with its client id and client secret (HTTP Basic or body, exactly one of them); ' +
      'a public client only names itself with `client_id`. A frontend renews the session it opened at ' +
      '`POST /api/v1/auth/login` with its refresh token and no client.',
    noStore: true,
    headers: { pragma: 'no-cache' },
    consumes: ['application/x-www-form-urlencoded'],
    body: { type: TokenForm },
    answer: { type: TokenAnswer, description: 'The token.' },
    errors: {
      400: 'The request is not one that gets a token.',
      401: 'The client did not prove itself.',
      429: 'Too many attempts; `Retry-After` says when.',
    },
    security: [{ client: [] }],
  })
  @Repeats('resource')
  async token(@Req() request: FastifyRequest): Promise<TokenAnswer> {
    const form = formOf(request);
    const named = form.get('grant_type');
    if (named === undefined) throw InputError.at('grant_type', 'required', 'The parameter grant_type is missing.');
    const grant = grants.find((known) => known === named);
    if (grant === undefined)
      throw InputError.at('grant_type', 'supported', `The grant type must be one of: ${grants.join(', ')}.`);
    return this.grant(grant, request, form, originOf(request));
  }

  private async grant(grant: Grant, request: FastifyRequest, form: Form, origin: Origin): Promise<TokenAnswer> {
    if (grant === 'refresh_token' && (await this.isFirstParty(request, form))) return this.renew(form, origin);
    const presented = readClient(request, form);
    const proof = findDpopProof(request, this.config);
    const authenticate = (): Promise<ClientWithKey> => this.clients.authenticateWithKey(presented, proof, origin);
    const exchanges = grant === 'urn:ietf:params:oauth:grant-type:token-exchange';
    const resource = exchanges ? undefined : oneResource(form);
    const scope = form.get('scope');
    switch (grant) {
      case 'authorization_code': {
        const code = form.need('code');
        const wanted = {
          code,
          redirectUri: form.get('redirect_uri'),
          codeVerifier: form.get('code_verifier'),
          resource,
        };
        const { client, thumbprint } = await authenticate();
        return toTokenAnswer(await this.tokens.authorizationCode(client, { ...wanted, thumbprint }, origin));
      }
      case 'refresh_token': {
        const refreshToken = form.need('refresh_token');
        const { client, thumbprint } = await authenticate();
        const wanted = { refreshToken, scope, resource, thumbprint };
        return toTokenAnswer(await this.tokens.refreshToken(client, wanted, origin));
      }
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const deviceCode = form.need('device_code');
        const { client, thumbprint } = await authenticate();
        return toTokenAnswer(await this.tokens.deviceCode(client, { deviceCode, thumbprint }, origin));
      }
      case 'urn:ietf:params:oauth:grant-type:token-exchange': {
        const { client, thumbprint } = await authenticate();
        return this.exchanges.exchange(client, form, thumbprint, origin);
      }
      case 'client_credentials': {
        const { client, thumbprint } = await authenticate();
        return toTokenAnswer(await this.tokens.clientCredentials(client, { scope, resource, thumbprint }, origin));
      }
    }
  }

  /** Frontends of our own have no client; some libraries send a `client_id` all the same, which nobody registered. */
  private async isFirstParty(request: FastifyRequest, form: Form): Promise<boolean> {
    const presented = findClient(request, form);
    if (presented === undefined) return true;
    return presented.method === 'none' && !(await this.clients.isRegistered(presented.clientId));
  }

  /** The session of a person who signed in at one of our own routes belongs to no client. */
  private async renew(form: Form, origin: Origin): Promise<TokenAnswer> {
    const { accessTokenSeconds, refreshTokenSeconds } = this.config;
    const session = await this.signIn.refresh(
      form.need('refresh_token'),
      {
        profile: 'native',
        accessSeconds: accessTokenSeconds,
        refreshSeconds: refreshTokenSeconds,
        scope: form.get('scope'),
      },
      origin,
    );
    return toTokenAnswer(session);
  }
}
