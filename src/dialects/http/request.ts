import type { FastifyRequest } from 'fastify';
import type { Credential, Origin } from '#auth';
import { decodeUtf8 } from './body.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The dialect of a request's path, or `server` for the server's own paths; set when it comes in. */
    dialectName: string;
    /** The code of the error that the request was answered with; undefined: there was none. */
    refusal: string | undefined;
  }
}

/** Where a request came from. */
export function originOf(request: FastifyRequest): Origin {
  const userAgent = headerOf(request, 'user-agent')?.slice(0, 500);
  return {
    dialect: request.dialectName,
    ip: request.ip,
    requestId: request.id,
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/** The path a request was sent to, as the client spelt it apart from doubled slashes, without the query string. */
export function pathOf(request: FastifyRequest): string {
  return pathIn(request.originalUrl);
}

/** Whether a header stands more than once in a request; Node silently drops all but the first. */
export function isRepeated(request: FastifyRequest, header: string): boolean {
  const raw = request.raw.rawHeaders;
  let times = 0;
  for (let index = 0; index < raw.length; index += 2) if (raw[index]?.toLowerCase() === header) times += 1;
  return times > 1;
}

/** One header's value; undefined when it is absent or empty. */
export function headerOf(request: FastifyRequest, header: string): string | undefined {
  const value = request.headers[header];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The value of a cookie; undefined when there is none, or two: another host of the same site may have planted one. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && values[0] ? values[0] : undefined;
}

/** Where Watcher's API v2 carries a credential; no other dialect reads one from there. */
export const watcherHeaders = ['x-vsaas-session', 'x-vsaas-api-key', 'x-vsaas-apikey'] as const;

/** Whether a credential stands in the query string, however it is escaped there. */
export function hasCredentialInQuery(request: FastifyRequest): boolean {
  const { originalUrl } = request;
  const query = originalUrl.indexOf('?');
  if (query === -1) return false;
  for (const name of new URLSearchParams(originalUrl.slice(query)).keys())
    if (['access_token', 'api_key'].includes(name.toLowerCase())) return true;
  return false;
}

/**
 * `Authorization` taken apart: scheme in lower case and what follows; undefined when absent. Beside another kind of
 * credential it is a bad request at every API: two readers would see two callers (RFC 6750 §2).
 */
export function authorizationOf(
  request: FastifyRequest,
): { readonly scheme: string; readonly value: string } | Credential | undefined {
  const header = headerOf(request, 'authorization');
  if (header === undefined) return undefined;
  if (isRepeated(request, 'authorization')) return { kind: 'malformed', reason: 'repeated' };
  if (watcherHeaders.some((other) => headerOf(request, other) !== undefined) || hasCredentialInQuery(request))
    return { kind: 'malformed', reason: 'conflicting' };
  const space = header.indexOf(' ');
  const scheme = (space === -1 ? header : header.slice(0, space)).toLowerCase();
  const value = space === -1 ? '' : header.slice(space + 1).trim();
  if (value === '') return { kind: 'malformed', reason: isSupportedScheme(scheme) ? 'token-absent' : 'scheme-unknown' };
  if (value.includes(' ')) return { kind: 'malformed', reason: 'token-spaced' };
  // Its proof is read by `DialectCredentialReader`, for every API alike.
  return { scheme: scheme === 'dpop' ? 'bearer' : scheme, value };
}

function isSupportedScheme(scheme: string): boolean {
  return ['basic', 'bearer', 'jwt', 'dpop'].includes(scheme);
}

/**
 * The two halves of HTTP Basic (RFC 7617): split at the first colon, UTF-8 and else Latin-1 (python-requests sends it);
 * undefined when it is not Base64, holds control characters, or a half is empty.
 */
export function readBasic(value: string): { readonly name: string; readonly secret: string } | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const bytes = Buffer.from(value, 'base64');
  const text = decodeOr(bytes);
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) return undefined;
  return { name: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function decodeOr(bytes: Buffer): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/**
 * The path of a request's URL, as dialects, the router and the log use it: without the query, without the scheme and host
 * that a proxy's client sends before it (RFC 9112 §3.2.2), and with one slash where several stand. Dots and escaped
 * slashes stay: a segment called `..`, and a part of a name.
 */
export function pathIn(url: string): string {
  const end = endOfPath(url);
  const spelt = end === -1 ? url : url.slice(0, end);
  const path = spelt.startsWith('/') ? spelt : spelt.replace(/^https?:\/\/[^/]*/i, '') || '/';
  return path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
}

/** The query string with its question mark, untouched; no URL in a request has a fragment. */
export function queryIn(url: string): string {
  const end = endOfPath(url);
  return end !== -1 && url[end] === '?' ? url.slice(end) : '';
}

function endOfPath(url: string): number {
  return url.search(/[?#]/);
}
