import type { FastifyRequest } from 'fastify';
import { claimedProfile, type Credential } from '#auth';
import { authorizationOf, readBasic } from '../http/request.js';

/** A user's API key has no dots; a token has two, and whatever else came was meant to be one. */
const apiKey = /^[A-Za-z0-9_-]{20,100}$/;

/**
 * `Authorization: JWT <token>`, as the CAM2API documentation has it. A native access token or an API key may come under
 * `JWT` too, so that a CAM2 script needs no other header, and under `Bearer`, as everywhere else. This API's own token
 * under `Bearer` is answered as the original answered it: with what to write instead.
 */
export function readCam2V1Credential(request: FastifyRequest): Credential | undefined {
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  const { scheme, value } = authorization;
  // Only where applications are registered: everything else is done with their tokens.
  if (scheme === 'basic' && request.routeOptions.url === '/register_app') return loginOf(value);
  if (scheme !== 'jwt' && scheme !== 'bearer') return { kind: 'malformed', reason: 'scheme-unknown' };
  if (scheme === 'bearer' && claimedProfile(value) === 'cam2') return { kind: 'malformed', reason: 'scheme-unknown' };
  if (apiKey.test(value)) return { kind: 'api-key', key: value, bearer: true };
  return { kind: 'access-token', token: value, accepts: scheme === 'jwt' ? ['cam2', 'native'] : ['native'] };
}

function loginOf(value: string): Credential {
  const basic = readBasic(value);
  return basic
    ? { kind: 'password', login: basic.name, password: basic.secret }
    : { kind: 'malformed', reason: 'not-basic' };
}
