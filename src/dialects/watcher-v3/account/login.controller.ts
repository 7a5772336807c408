import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '#auth';
import { ApiFailures } from '../failures.decorator.js';
import { TokenExchange } from './token-exchange.js';
import { Tokens } from './tokens.dto.js';

/** Where credentials become tokens. The body, if there is one, says nothing: the Go SDK sends `null` (GO25). */
@ApiTags('authentication')
@Controller('watcher/client-api/v3/login')
export class LoginController {
  constructor(private readonly tokens: TokenExchange) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBasicAuth()
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'login_create',
    summary: 'Get an access token',
    description:
      'With Basic login and password: begins a session. With `Bearer <refresh_token>`: a new access token in the same ' +
      'session; the refresh token stays the same.',
  })
  @ApiResponse({ status: 200, type: Tokens, description: 'The tokens.' })
  @ApiFailures(401, 429)
  async login(@Req() request: FastifyRequest): Promise<Tokens> {
    return this.tokens.exchange(request);
  }
}
