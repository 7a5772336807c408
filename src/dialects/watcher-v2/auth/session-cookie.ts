import type { FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { headerOf } from '../../http/request.js';

const name = 'vsaas_session';
const path = '/vsaas';

/**
 * The session that a browser got at `/vsaas/autologin`. Only a page of this address may use it: a browser sends the cookie
 * by itself, so a request that changes something must prove that it comes from here (Sec-Fetch-Site, else Origin).
 */
export function sessionInCookie(request: FastifyRequest): string | undefined {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  // Two of one name: another host of the same site planted one, and they cannot be told apart.
  if (values.length !== 1 || !values[0]) return undefined;
  return isReading(request) || isFromHere(request) ? values[0] : undefined;
}

/** `Set-Cookie` that stores a session for the pages of this address. */
export function sessionCookie(session: string, config: Config): string {
  return `${name}=${session}; Path=${config.publicPath}${path}; Max-Age=${config.refreshTokenSeconds}; ${attributes(config)}`;
}

/** `Set-Cookie` that takes it away. */
export function noSessionCookie(config: Config): string {
  return `${name}=; Path=${config.publicPath}${path}; Max-Age=0; ${attributes(config)}`;
}

function attributes({ publicUrl }: Config): string {
  return `HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isFromHere(request: FastifyRequest): boolean {
  const site = headerOf(request, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = headerOf(request, 'origin');
  return origin !== undefined && origin.replace(/^https?:\/\//, '') === headerOf(request, 'host');
}
