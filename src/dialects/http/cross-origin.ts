import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { headerOf, pathOf } from './request.js';

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, QUERY';

/** The headers that clients of any dialect send, where a browser does not list those that it wants to send. */
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

/** The headers of an answer that a page may read. */
const read = [
  'Age',
  'Allow',
  'Content-Disposition',
  'DPoP-Nonce',
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
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

/** Public documents (R-HDR-4), readable from any origin. */
const publicPath = /^\/(?:\.well-known|openapi)\//;

/** What pages of registered public clients call. Not the pages on which people sign in (RFC 9700 §2.6). */
const clientPath = /^\/(?:oauth\/(?!authorize|device(?:\/|$)|logout)|api\/v1\/)/;

/** Whether pages of registered clients may read the answers of this path. */
export function isForClients(path: string): boolean {
  return clientPath.test(path);
}

/**
 * Which pages of other origins may read our answers (R-HDR-4): those of CORS_ORIGINS, on every answer, errors included.
 * Our cookies, which browsers send by themselves, are allowed from named origins of our own site only: from another site
 * browsers would not send them, and `*` is everyone.
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

  /**
   * Sets the headers of an answer that let the requesting page use it.
   * @param isClient the page is of a registered client's origin: it may read the answer, without cookies
   * @returns whether the request was only a preflight, which these headers answer in full
   */
  setHeaders(request: FastifyRequest, reply: FastifyReply, isClient = false): boolean {
    const path = pathOf(request);
    if (this.named.size > 0 || isForClients(path)) reply.header('vary', 'Origin');
    const origin = headerOf(request, 'origin');
    const allowed = this.allowedOrigin(origin, path) ?? (isClient ? origin : undefined);
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
  const isList = wanted !== undefined && wanted.length <= longestList && tokens.test(wanted);
  void reply.headers({
    'access-control-allow-methods': methods,
    'access-control-allow-headers': isList ? wanted : sent,
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Headers',
  });
}

/** Second-level labels under which names are registered: `co.uk` and its like are no site by themselves. */
const registries = new Set(['ac', 'co', 'com', 'edu', 'go', 'gob', 'gov', 'ne', 'net', 'nom', 'or', 'org']);

/**
 * Whether pages of two addresses are of one site to a browser: the same scheme, and hosts below one registered name; ports
 * do not matter. Without the browsers' list of registries this takes two names for one site where the list separates them
 * (`a.github.io`, `b.github.io`); there the browser does not send the cookie.
 */
export function isSameSite(one: string, other: string): boolean {
  const [first, second] = [new URL(one), new URL(other)];
  return first.protocol === second.protocol && siteOf(first.hostname) === siteOf(second.hostname);
}

/** The registered name of a host; an address or a name of one label is its own. */
function siteOf(host: string): string {
  const labels = host.split('.');
  if (host.includes(':') || /^[\d.]+$/.test(host)) return host;
  if (labels.at(-1) === 'localhost') return 'localhost';
  const [first = '', second = ''] = labels.slice(-2);
  return labels.slice(second.length === 2 && registries.has(first) ? -3 : -2).join('.');
}

/**
 * Whether a request that is authenticated by a cookie comes from a page that may send it (CSRF): one of this server, or
 * one that CORS_ORIGINS names and that is of the same site. Browsers send headers about the origin that pages cannot
 * change; a client without them is no browser, or none that would send the cookie from elsewhere (`SameSite`).
 */
export function isFromOwnPage(request: FastifyRequest, { corsOrigins, publicUrl }: Config): boolean {
  const site = headerOf(request, 'sec-fetch-site');
  if (site === 'same-origin' || site === 'cross-site') return site === 'same-origin';
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return site !== 'same-site';
  if (origin === new URL(publicUrl).origin || isOfHost(origin, request)) return true;
  return !corsOrigins.includes('*') && corsOrigins.includes(origin) && isSameSite(origin, publicUrl);
}

function isOfHost(origin: string, request: FastifyRequest): boolean {
  return origin.replace(/^https?:\/\//, '') === headerOf(request, 'host');
}
