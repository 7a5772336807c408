import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TokenExchange } from '../account/token-exchange.js';
import { Tokens } from '../account/tokens.dto.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

/** Where administrators' credentials become tokens; the tokens are those of client-api v3 and open both. */
@AdminApi('login', { tag: 'authentication', public: 'all' })
export class AdminLoginController {
  constructor(private readonly tokens: TokenExchange) {}

  @Endpoint('POST', '', {
    operationId: 'admin_login_create',
    summary: 'Get an access token',
    description: 'As in client-api v3, for administrators: others are 403, and no session begins.',
    authorized: true,
    answer: { type: Tokens, description: 'The tokens.' },
    noStore: true,
    errors: [401, 403, 429],
  })
  async login(@Req() request: FastifyRequest): Promise<Tokens> {
    return this.tokens.exchange(request, 'admin');
  }
}
