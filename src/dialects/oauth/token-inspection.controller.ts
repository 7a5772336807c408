import { DomainError } from '#errors';
import { HttpCode, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientAuthenticator, TokenInspectionService } from '#auth';
import { Config } from '#config';
import { ApiController } from '../http/endpoint.js';
import { originOf } from '../http/request.js';
import { readClient } from './client-request.js';
import { Endpoint } from './endpoint.decorator.js';
import { type Form, formOf } from './form.js';
import { IntrospectionAnswer, TokenToInspect } from './token-inspection.dto.js';

/** Introspection (RFC 7662) and revocation (RFC 7009) of tokens. */
@ApiController('oauth', { public: true, tag: 'tokens' })
export class TokenInspectionController {
  constructor(
    private readonly clients: ClientAuthenticator,
    private readonly tokens: TokenInspectionService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'introspect', {
    operationId: 'introspectToken',
    summary: 'What a token is worth now',
    description:
      'A client may ask about its own tokens and about those whose audience is a resource that is registered to it. ' +
      'Every other token is `{"active": false}`.',
    noStore: true,
    headers: { pragma: 'no-cache' },
    consumes: ['application/x-www-form-urlencoded'],
    body: { type: TokenToInspect },
    answer: { type: IntrospectionAnswer, description: 'The state of the token.' },
    errors: { 400: 'The request cannot be read.', 401: 'The client did not prove itself.' },
    security: [{ client: [] }],
  })
  async introspect(@Req() request: FastifyRequest): Promise<IntrospectionAnswer> {
    const form = formOf(request);
    const token = form.need('token');
    const client = await this.authenticate(request, form, { confidential: true });
    const active = await this.tokens.introspect(client, token);
    if (active === undefined) return { active: false };
    return {
      active: true,
      iss: this.config.publicUrl,
      sub: active.subject,
      client_id: active.clientId,
      scope: active.scope,
      aud: active.audience ?? this.config.publicUrl,
      iat: active.issuedAt,
      exp: active.expiresAt,
      token_type: active.tokenType,
      ...(active.thumbprint === undefined ? {} : { cnf: { jkt: active.thumbprint } }),
      ...(active.tokenId === undefined ? {} : { jti: active.tokenId }),
      ...(active.login === undefined ? {} : { username: active.login }),
      ...(active.authTime === undefined ? {} : { auth_time: active.authTime }),
      ...(active.acr === undefined ? {} : { acr: active.acr }),
    };
  }

  @Endpoint('POST', 'revoke', {
    operationId: 'revokeToken',
    summary: 'End a token',
    description:
      'A refresh token ends with its session and all access tokens of it, an access token alone. ' +
      'A token that is unknown, or of another client, ends nothing and is no error.',
    noStore: true,
    consumes: ['application/x-www-form-urlencoded'],
    body: { type: TokenToInspect },
    answer: { description: 'The token is of no use (any more).' },
    errors: { 400: 'The request cannot be read.', 401: 'The client did not prove itself.' },
    security: [{ client: [] }],
  })
  @HttpCode(200)
  async revoke(@Req() request: FastifyRequest): Promise<void> {
    const form = formOf(request);
    const token = form.need('token');
    const client = await this.authenticate(request, form, { confidential: false });
    await this.tokens.revoke(client, token, originOf(request));
  }

  /** Only a client that can keep a secret may ask about tokens (RFC 7662 §2.1); a public one may give its own up. */
  private authenticate(
    request: FastifyRequest,
    form: Form,
    { confidential }: { readonly confidential: boolean },
  ): ReturnType<ClientAuthenticator['authenticate']> {
    const presented = readClient(request, form);
    if (confidential && presented.method === 'none') throw new DomainError('credential.missing');
    return this.clients.authenticate(presented, originOf(request));
  }
}
