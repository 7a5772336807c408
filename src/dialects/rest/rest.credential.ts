import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import { authorizationOf, hasCredentialInQuery, readBasic } from '../http/request.js';

/**
 * A native access token or an API key as Bearer, or login and password as Basic (scripts). A token in the query string is
 * refused: URLs end up in logs and histories (RFC 9700 §4.3.2).
 */
export function readRestCredential(request: FastifyRequest): Credential | undefined {
  if (hasCredentialInQuery(request)) return { kind: 'malformed', reason: 'conflicting' };
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  const { scheme, value } = authorization;
  if (scheme === 'bearer')
    return value.split('.').length === 3
      ? { kind: 'access-token', token: value, accepts: ['native'] }
      : { kind: 'api-key', key: value, bearer: true };
  if (scheme !== 'basic') return { kind: 'malformed', reason: 'scheme-unknown' };
  const basic = readBasic(value);
  return basic
    ? { kind: 'password', login: basic.name, password: basic.secret }
    : { kind: 'malformed', reason: 'not-basic' };
}
