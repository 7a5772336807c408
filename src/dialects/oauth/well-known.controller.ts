import { createHash } from 'node:crypto';
import { NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SigningKeysService } from '#auth';
import { Config } from '#config';
import { isKnown } from '../http/entity-tags.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { ProtectedResourceMetadata, ServerMetadata } from './metadata.dto.js';
import { describeResource, describeServer } from './metadata.wire.js';
import { KeySet } from './token.dto.js';

/** Public keys and metadata of the issuer of our tokens. */
@ApiController('.well-known', { public: true, tag: 'discovery' })
export class WellKnownController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', 'jwks.json', {
    operationId: 'getKeys',
    summary: 'The public keys that verify our tokens',
    description:
      'A JSON Web Key Set (RFC 7517); a new key appears here at least a day before it signs. May be kept for 5 minutes.',
    answer: { type: KeySet, description: 'The key set.' },
    answers: { 304: { description: 'Unchanged since the `ETag` in `If-None-Match`.' } },
  })
  jwks(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    publish(request, reply, this.keys.jwks());
  }

  @Endpoint('GET', 'oauth-authorization-server', {
    operationId: 'getMetadata',
    summary: "The server's metadata (RFC 8414)",
    description: 'Only what really exists here.',
    answer: { type: ServerMetadata, description: 'The metadata.' },
  })
  metadata(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    publish(request, reply, describeServer(this.config));
  }

  @Endpoint('GET', 'openid-configuration', {
    operationId: 'getOpenidConfiguration',
    summary: 'The same for OpenID Connect clients (OpenID Connect Discovery)',
    answer: { type: ServerMetadata, description: 'The metadata.' },
  })
  openidConfiguration(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    publish(request, reply, describeServer(this.config));
  }

  /**
   * An issuer with a path puts it behind the well-known name (RFC 8414 §3.1); many clients put the name behind the issuer,
   * from where the proxy brings them to the route above (RFC 8414 §5).
   */
  @Endpoint('GET', ['oauth-authorization-server/*', 'openid-configuration/*'], {
    summary: 'The same, where the issuer has a path',
    undocumented: true,
  })
  metadataOfPath(@Param('*') path: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { publicPath } = this.config;
    if (publicPath === '' || path.replace(/\/$/, '') !== publicPath.slice(1)) throw new NotFoundException();
    publish(request, reply, describeServer(this.config));
  }

  @Endpoint('GET', 'oauth-protected-resource', {
    operationId: 'getProtectedResource',
    summary: 'Which server issues the tokens for these APIs (RFC 9728)',
    answer: { type: ProtectedResourceMetadata, description: 'The metadata.' },
  })
  resource(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    publish(request, reply, describeResource(this.config, ''));
  }

  /** RFC 9728 §3.1: the resource's path stands behind the well-known name. */
  @Endpoint('GET', 'oauth-protected-resource/*', { summary: 'The same for a part of the server', undocumented: true })
  resourceOfPath(@Param('*') path: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { publicPath } = this.config;
    const below = `/${path.replace(/\/$/, '')}`;
    const own = ['', '/api/v1'].find((one) => publicPath + one === below);
    if (own === undefined) throw new NotFoundException();
    publish(request, reply, describeResource(this.config, own));
  }
}

/** Public and cacheable; browsers of any origin may read what stands here (R-HDR-4). */
function publish(request: FastifyRequest, reply: FastifyReply, document: object): void {
  const text = JSON.stringify(document);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ 'cache-control': 'public, max-age=300', etag });
  if (isKnown(request, etag)) void reply.status(304).send();
  else void reply.type('application/json; charset=utf-8').send(text);
}
