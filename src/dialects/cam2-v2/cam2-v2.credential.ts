import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import { authorizationOf } from '../http/request.js';

/** A user's API key has no dots; a token has two, and whatever else came was meant to be one. */
const apiKey = /^[A-Za-z0-9_-]{20,100}$/;

/**
 * `Authorization: Bearer <token>`, or `?access_token=<token>` as CAM2's Android client sends it, in this API alone. A
 * native access token or an API key may stand in its place. Never both at once: two readers would see two callers.
 */
export function readCam2V2Credential(request: FastifyRequest): Credential | undefined {
  const authorization = authorizationOf(request);
  const inQuery = queryTokensOf(request);
  if (inQuery.length > 1) return { kind: 'malformed', reason: 'repeated' };
  const [token] = inQuery;
  if (token !== undefined && authorization !== undefined) return { kind: 'malformed', reason: 'conflicting' };
  if (token !== undefined) return token === '' ? { kind: 'malformed', reason: 'token-absent' } : credentialOf(token);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  if (authorization.scheme !== 'bearer') return { kind: 'malformed', reason: 'scheme-unknown' };
  return credentialOf(authorization.value);
}

function credentialOf(token: string): Credential {
  if (apiKey.test(token)) return { kind: 'api-key', key: token, bearer: true };
  return { kind: 'access-token', token, accepts: ['cam2-v2', 'native'] };
}

function queryTokensOf(request: FastifyRequest): readonly string[] {
  const { originalUrl } = request;
  const query = originalUrl.indexOf('?');
  return query === -1 ? [] : new URLSearchParams(originalUrl.slice(query)).getAll('access_token');
}
