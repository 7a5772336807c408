import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ClientTokensService, Public, SignInService } from '#auth';
import { Config } from '#config';
import { originOf } from '../http/request.js';
import { readTokenRequest } from './token-request.js';
import { toClientToken, toRefreshedToken } from './token.wire.js';
import { TokenAnswer, TokenForm, TokenRefusal } from './token.dto.js';

/** The token endpoint (RFC 6749 §3.2). */
@Public()
@ApiTags('tokens')
@Controller('oauth/token')
export class TokenController {
  constructor(
    private readonly clients: ClientTokensService,
    private readonly signIn: SignInService,
    private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Header('pragma', 'no-cache')
  @ApiOperation({
    operationId: 'issueToken',
    summary: 'Get an access token',
    description:
      'An application proves itself with its client id and client secret (HTTP Basic or body, exactly one of them). ' +
      'A frontend renews the session it opened at `POST /api/v1/auth/login` with its refresh token.',
  })
  @ApiBasicAuth('client')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: TokenForm })
  @ApiResponse({ status: 200, type: TokenAnswer, description: 'The token.' })
  @ApiResponse({ status: 400, type: TokenRefusal, description: 'The request is not one that gets a token.' })
  @ApiResponse({ status: 401, type: TokenRefusal, description: 'The client did not prove itself.' })
  @ApiResponse({ status: 429, type: TokenRefusal, description: 'Too many attempts; `Retry-After` says when.' })
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
