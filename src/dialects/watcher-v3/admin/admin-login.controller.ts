import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '#auth';
import { TokenExchange } from '../account/token-exchange.js';
import { Tokens } from '../account/tokens.dto.js';
import { ApiFailures } from '../failures.decorator.js';

/** Where administrators' credentials become tokens; the tokens are those of client-api v3 and open both. */
@ApiTags('admin: authentication')
@Controller('watcher/admin-api/v3/login')
export class AdminLoginController {
  constructor(private readonly tokens: TokenExchange) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBasicAuth()
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'admin_login_create',
    summary: 'Get an access token',
    description: 'As in client-api v3, for administrators: others are 403, and no session begins.',
  })
  @ApiResponse({ status: 200, type: Tokens, description: 'The tokens.' })
  @ApiFailures(401, 403, 429)
  async login(@Req() request: FastifyRequest): Promise<Tokens> {
    return this.tokens.exchange(request, 'admin');
  }
}
