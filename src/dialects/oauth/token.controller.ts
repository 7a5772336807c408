import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientTokensService, SignInService } from '#auth';
import { Config } from '#config';
import { originOf } from '../http/request.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { readTokenRequest } from './token-request.js';
import { toClientToken, toRefreshedToken } from './token.wire.js';
import { TokenAnswer, TokenForm } from './token.dto.js';

/** The token endpoint (RFC 6749 §3.2). */
@ApiController('oauth/token', { public: true, tag: 'tokens' })
export class TokenController {
  constructor(
    private readonly clients: ClientTokensService,
    private readonly signIn: SignInService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    operationId: 'issueToken',
    summary: 'Get an access token',
    description:
      'An application proves itself with its client id and client secret (HTTP Basic or body, exactly one of them). ' +
      'A frontend renews the session it opened at `POST /api/v1/auth/login` with its refresh token.',
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
  async token(@Req() request: FastifyRequest): Promise<TokenAnswer> {
    const asked = readTokenRequest(request);
    const seconds = this.config.accessTokenSeconds;
    const origin = originOf(request);
    if (asked.grant === 'client_credentials') {
      const { clientId, clientSecret, scope } = asked;
      const client = { clientId, clientSecret, profile: 'native', seconds } as const;
      return toClientToken(await this.clients.exchange(scope === undefined ? client : { ...client, scope }, origin));
    }
    const lives = {
      profile: 'native',
      accessSeconds: seconds,
      refreshSeconds: this.config.refreshTokenSeconds,
      scope: asked.scope,
    } as const;
    return toRefreshedToken(await this.signIn.refresh(asked.refreshToken, lives, origin));
  }
}
