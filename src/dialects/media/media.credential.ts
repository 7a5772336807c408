import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import { authorizationOf, pathOf, readBasic } from '../http/request.js';

/**
 * Questions bring none: who watches is inside of them, and an `Authorization` that passed through a proxy is the
 * viewer's. Where people fetch a token for a media server they sign in as in the other APIs.
 */
export function readMediaCredential(request: FastifyRequest): Credential | undefined {
  if (!isTokenRequest(pathOf(request))) return undefined;
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  const { scheme, value } = authorization;
  if (scheme === 'bearer')
    return value.split('.').length === 3
      ? { kind: 'access-token', token: value, accepts: ['native', 'watcher'] }
      : { kind: 'api-key', key: value, bearer: true };
  if (scheme !== 'basic') return { kind: 'malformed', reason: 'scheme-unknown' };
  const basic = readBasic(value);
  return basic
    ? { kind: 'password', login: basic.name, password: basic.secret }
    : { kind: 'malformed', reason: 'not-basic' };
}

function isTokenRequest(path: string): boolean {
  return /^\/media\/mediamtx\/token\/?$/.test(path);
}
