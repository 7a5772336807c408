import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import { authorizationOf, pathOf, readBasic } from '../http/request.js';

/** A session key: 27 characters of 160 random bits (OAD, SEED). */
const sessionKey = /^[A-Za-z0-9_-]{27}$/;

/**
 * Basic with login and password on any route; Bearer with a v3 access token, a v2 session key or a user's API key, as
 * clients in the wild send them. At `/login` a Bearer token is a refresh token and nothing else.
 */
export function readWatcherV3Credential(request: FastifyRequest): Credential | undefined {
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  const { scheme, value } = authorization;
  if (scheme === 'basic') {
    const basic = readBasic(value);
    return basic
      ? { kind: 'password', login: basic.name, password: basic.secret }
      : { kind: 'malformed', reason: 'not-basic' };
  }
  if (scheme !== 'bearer') return { kind: 'malformed', reason: 'scheme-unknown' };
  return isLogin(pathOf(request)) ? { kind: 'refresh-token', token: value } : readBearer(value);
}

/** Whether a path is the one where credentials become tokens. */
export function isLogin(path: string): boolean {
  return /^\/watcher\/(client|admin)-api\/v3\/login\/?$/.test(path);
}

function readBearer(token: string): Credential {
  if (token.split('.').length === 3) return { kind: 'access-token', token, accepts: ['watcher', 'native'] };
  return sessionKey.test(token) ? { kind: 'session-key', key: token } : { kind: 'api-key', key: token, bearer: true };
}
