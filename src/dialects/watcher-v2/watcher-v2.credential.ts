import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import { authorizationOf, headerOf, isRepeated, watcherHeaders } from '../http/request.js';
import { sessionInCookie } from './auth/session-cookie.js';

const headers = [...watcherHeaders, 'x-vsaas-user', 'authorization'] as const;
/** 27 characters of 160 random bits (SEED: W98uOoiMFf46SyE78RjWIZjsaVM). */
const sessionKey = /^[A-Za-z0-9_-]{27}$/;

/**
 * The three authorizations of API v2: `x-vsaas-session`; `x-vsaas-api-key` alone (the system's) or with `x-vsaas-user`
 * (that user's own, or the system's acting as the user); and, as scripts in the wild do, any of them as Bearer. Old texts
 * spell the header `X-Vsaas-Apikey`. A browser that came in at `/vsaas/autologin` has its session in a cookie, which
 * counts where no header carries a credential.
 */
export function readWatcherV2Credential(request: FastifyRequest): Credential | undefined {
  if (headers.some((header) => isRepeated(request, header))) return { kind: 'malformed', reason: 'repeated' };
  const session = headerOf(request, 'x-vsaas-session');
  const keys = ['x-vsaas-api-key', 'x-vsaas-apikey'].map((header) => headerOf(request, header));
  const authorization = authorizationOf(request);
  if ([session, ...keys, authorization].filter((found) => found !== undefined).length > 1)
    return { kind: 'malformed', reason: 'conflicting' };
  if (session !== undefined) return { kind: 'session-key', key: session };
  const key = keys[0] ?? keys[1];
  if (key !== undefined) {
    const login = headerOf(request, 'x-vsaas-user');
    return { kind: 'api-key', key, ...(login === undefined ? {} : { login: asSent(login) }) };
  }
  if (authorization === undefined) return readCookie(request);
  if ('kind' in authorization) return authorization;
  return authorization.scheme === 'bearer'
    ? readBearer(authorization.value)
    : { kind: 'malformed', reason: 'scheme-unknown' };
}

function readCookie(request: FastifyRequest): Credential | undefined {
  const key = sessionInCookie(request);
  return key === undefined ? undefined : { kind: 'session-key', key };
}

function readBearer(token: string): Credential {
  if (token.split('.').length === 3) return { kind: 'access-token', token, accepts: ['watcher', 'native'] };
  return sessionKey.test(token) ? { kind: 'session-key', key: token } : { kind: 'api-key', key: token, bearer: true };
}

/** Node reads header bytes as Latin-1; clients send a login beyond ASCII as UTF-8. */
function asSent(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? value : text;
}
