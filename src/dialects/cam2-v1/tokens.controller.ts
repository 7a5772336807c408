import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ClientTokensService, Public } from '#auth';
import { Config } from '#config';
import { originOf } from '../http/request.js';
import { lenientInput } from '../http/input.pipes.js';
import { DictionaryInput } from './dictionary-input.pipe.js';
import { RefreshRequestDto } from './refresh-request.dto.js';
import { RefreshedTokenWire } from './refreshed-token.wire.js';
import { TokenRequestDto } from './token-request.dto.js';
import { TokenWire } from './token.wire.js';

/** CAM2API's authentication: client id and secret for a token, a token for a newer one. */
@ApiTags('Tokens')
@ApiConsumes('application/x-www-form-urlencoded', 'application/json')
@Controller()
@Public()
export class TokensController {
  constructor(
    private readonly tokens: ClientTokensService,
    private readonly config: Config,
  ) {}

  @Post('token')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'token_create',
    summary: 'Get a token',
    description: 'It is valid for one hour; any `Authorization` is ignored.',
  })
  @ApiBody({ type: TokenRequestDto })
  @ApiCreatedResponse({ type: TokenWire })
  @ApiBadRequestResponse({ description: '`{"client_id": ["This field is required."]}` or `{"non_field_errors": […]}`' })
  async exchange(
    @Body(DictionaryInput, lenientInput) body: TokenRequestDto,
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

  @Post('refresh_token')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'token_refresh',
    summary: 'Refresh a token',
    description: 'Within one day of the first token of the chain; an expired one still works, and stays what it was.',
  })
  @ApiBody({ type: RefreshRequestDto })
  @ApiCreatedResponse({ type: RefreshedTokenWire })
  @ApiBadRequestResponse({ description: '`{"non_field_errors": ["Refresh token has been expired"]}` and the like' })
  async renew(
    @Body(DictionaryInput, lenientInput) body: RefreshRequestDto,
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
