import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { headerOf, pathOf } from './request.js';
import { isSameSite } from './same-site.js';

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE';

/** What clients of any dialect send, where a browser does not say what it wants to send. */
const sent = [
  'Authorization',
  'Content-Type',
  'DPoP',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Page-Limit',
  'X-Page-Offset',
  'X-Request-Id',
  'X-Requested-With',
  'X-Vsaas-Api-Key',
  'X-Vsaas-Apikey',
  'X-Vsaas-Session',
  'X-Vsaas-User',
].join(', ');

/** What an answer says in its headers and a page may read. */
const read = [
  'Age',
  'Allow',
  'Content-Disposition',
  'DPoP-Nonce',
  'Deprecation',
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'WWW-Authenticate',
  'X-Page-Limit',
  'X-Page-Offset',
  'X-Request-Id',
].join(', ');

const tokens = /^[\w!#$%&'*+.^`|~-]+(?:,[\w!#$%&'*+.^`|~-]+)*$/;
const longestList = 2048;

/** Documents for everybody (R-HDR-4): who may read them where no setting names the origin. */
const publicPath = /^\/(?:\.well-known|openapi)\//;

/**
 * Which pages of other origins may read our answers (R-HDR-4): those of CORS_ORIGINS, on every answer, errors included. What
 * browsers send by themselves, our cookies, is taken along from named origins of our own site only: from another site
 * browsers would not send them, and `*` is anybody.
 */
export class CrossOrigin {
  private readonly anybody: boolean;
  private readonly named: ReadonlySet<string>;
  private readonly ofOurSite: ReadonlySet<string>;

  constructor({ corsOrigins, publicUrl }: Config) {
    this.anybody = corsOrigins.includes('*');
    this.named = new Set(this.anybody ? [] : corsOrigins);
    this.ofOurSite = new Set([...this.named].filter((origin) => isSameSite(origin, publicUrl)));
  }

  /** Puts on the answer what the page that asks may do with it. Says whether that was the whole question. */
  greet(request: FastifyRequest, reply: FastifyReply): boolean {
    if (this.named.size > 0) reply.header('vary', 'Origin');
    const origin = headerOf(request, 'origin');
    const allowed = this.allowedOrigin(origin, pathOf(request));
    const isPreflight =
      request.method === 'OPTIONS' && origin !== undefined && 'access-control-request-method' in request.headers;
    if (allowed !== undefined) {
      reply.header('access-control-allow-origin', allowed);
      if (this.ofOurSite.has(allowed)) reply.header('access-control-allow-credentials', 'true');
      if (!isPreflight) reply.header('access-control-expose-headers', read);
    }
    if (isPreflight && allowed !== undefined) allowRequest(request, reply);
    return isPreflight;
  }

  private allowedOrigin(origin: string | undefined, path: string): string | undefined {
    if (origin !== undefined && this.named.has(origin)) return origin;
    return this.anybody || publicPath.test(path) ? '*' : undefined;
  }
}

function allowRequest(request: FastifyRequest, reply: FastifyReply): void {
  const wanted = headerOf(request, 'access-control-request-headers')?.replaceAll(/[\t ]/g, '');
  const known = wanted !== undefined && wanted.length <= longestList && tokens.test(wanted);
  void reply.headers({
    'access-control-allow-methods': methods,
    'access-control-allow-headers': known ? wanted : sent,
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Headers',
  });
}
