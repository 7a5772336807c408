import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { TokenExchange } from './token-exchange.js';
import { Tokens } from './tokens.dto.js';

/** Where credentials become tokens. A body is ignored: the Go SDK sends `null` (GO25). */
@ClientApi('login', { tag: 'authentication', public: 'all' })
export class LoginController {
  constructor(private readonly tokens: TokenExchange) {}

  @Endpoint('POST', '', {
    operationId: 'login_create',
    summary: 'Get an access token',
    description:
      'With Basic login and password: begins a session. With `Bearer <refresh_token>`: a new access token in the same ' +
      'session; the refresh token stays the same.',
    authorized: true,
    answer: { type: Tokens, description: 'The tokens.' },
    noStore: true,
    errors: [401, 429],
  })
  async login(@Req() request: FastifyRequest): Promise<Tokens> {
    return this.tokens.exchange(request);
  }
}
