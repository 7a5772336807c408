import { Body, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientTokensService } from '#auth';
import { Config } from '#config';
import { originOf } from '../http/request.js';
import { lenientInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { dictionaryInput } from './reader.js';
import { RefreshRequestDto, TokenRequestDto } from './token-request.dto.js';
import { RefreshedTokenWire, TokenWire } from './token.wire.js';

/** CAM2API's authentication: client id and secret for a token, a token for a newer one. */
@ApiController('/', {
  public: true,
  tag: 'Tokens',
  consumes: ['application/x-www-form-urlencoded', 'application/json'],
})
export class TokensController {
  constructor(
    private readonly tokens: ClientTokensService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'token', {
    operationId: 'token_create',
    summary: 'Get a token',
    description: 'It is valid for one hour; any `Authorization` is ignored.',
    noStore: true,
    body: { type: TokenRequestDto },
    answer: { status: 201, type: TokenWire },
    errors: { 400: '`{"client_id": ["This field is required."]}` or `{"non_field_errors": […]}`' },
  })
  async exchange(
    @Body(dictionaryInput, lenientInput) body: TokenRequestDto,
    @Req() request: FastifyRequest,
  ): Promise<TokenWire> {
    const { accessToken, expiresInSeconds } = await this.tokens.exchange(
      {
        clientId: body.client_id,
        clientSecret: body.client_secret,
        profile: 'cam2',
        seconds: this.config.cam2V1TokenSeconds,
      },
      originOf(request),
    );
    return new TokenWire(accessToken, expiresInSeconds);
  }

  @Endpoint('POST', 'refresh_token', {
    operationId: 'token_refresh',
    summary: 'Refresh a token',
    description: 'Within one day of the first token of the chain; an expired one still works, and stays what it was.',
    noStore: true,
    body: { type: RefreshRequestDto },
    answer: { status: 201, type: RefreshedTokenWire },
    errors: { 400: '`{"non_field_errors": ["Refresh token has been expired"]}` and the like' },
  })
  async renew(
    @Body(dictionaryInput, lenientInput) body: RefreshRequestDto,
    @Req() request: FastifyRequest,
  ): Promise<RefreshedTokenWire> {
    const { accessToken } = await this.tokens.renew(
      body.token,
      { seconds: this.config.cam2V1TokenSeconds, windowSeconds: this.config.cam2V1RefreshWindowSeconds },
      originOf(request),
    );
    return new RefreshedTokenWire(accessToken);
  }
}
