import { DomainError } from '#errors';
import type { FastifyRequest } from 'fastify';
import type { Credential, PresentedClient } from '#auth';
import { authorizationOf, hasCredentialInQuery, pathOf, readBasic } from '../http/request.js';
import type { Form } from './form.js';

/** How clients can authenticate, as the metadata name it (RFC 8414 §2). */
export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The client's credential in the header (client_secret_basic): both halves are form-encoded (RFC 6749 §2.3.1). */
export function readClientHeader(request: FastifyRequest): Credential | undefined {
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  if (authorization.scheme !== 'basic') return { kind: 'malformed', reason: 'scheme-unknown' };
  const basic = readBasic(authorization.value);
  const clientId = basic && decodeForm(basic.name);
  const clientSecret = basic && decodeForm(basic.secret);
  return clientId && clientSecret
    ? { kind: 'client-secret', clientId, clientSecret }
    : { kind: 'malformed', reason: 'not-basic' };
}

/** The one path here whose callers present an access token. */
export function isUserInfoPath(path: string): boolean {
  return path.replace(/\/$/, '') === '/oauth/userinfo';
}

/** What a request presents: at `/oauth/userinfo` an access token, elsewhere the client's own credential. */
export function readOauthCredential(request: FastifyRequest): Credential | undefined {
  if (!isUserInfoPath(pathOf(request))) return readClientHeader(request);
  if (hasCredentialInQuery(request)) return { kind: 'malformed', reason: 'conflicting' };
  const authorization = authorizationOf(request);
  if (authorization === undefined || 'kind' in authorization) return authorization;
  return authorization.scheme === 'bearer'
    ? { kind: 'access-token', token: authorization.value, accepts: ['native'] }
    : { kind: 'malformed', reason: 'scheme-unknown' };
}

/**
 * How the client of a form request presents itself: in exactly one way (RFC 6749 §2.3); undefined: not at all.
 * @throws DomainError credential.malformed
 */
export function findClient(request: FastifyRequest, form: Form): PresentedClient | undefined {
  const header = readClientHeader(request);
  if (header?.kind === 'malformed') throw new DomainError('credential.malformed', undefined, { reason: header.reason });
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (assertion !== undefined || form.get('client_assertion_type') !== undefined) {
    if (header !== undefined || clientSecret !== undefined)
      throw new DomainError('credential.malformed', 'two ways of client authentication', { reason: 'conflicting' });
    if (assertion === undefined || form.get('client_assertion_type') !== assertionType)
      throw new DomainError('client.wrong', 'another type of client assertion');
    return { method: 'private_key_jwt', clientId, assertion };
  }
  if (header?.kind === 'client-secret') {
    if (clientSecret !== undefined || (clientId !== undefined && clientId !== header.clientId))
      throw new DomainError('credential.malformed', 'two ways of client authentication', { reason: 'conflicting' });
    return { method: 'basic', clientId: header.clientId, clientSecret: header.clientSecret };
  }
  if (clientId === undefined) {
    if (clientSecret !== undefined) throw new DomainError('credential.missing', 'a secret without its client id');
    return undefined;
  }
  return clientSecret === undefined ? { method: 'none', clientId } : { method: 'post', clientId, clientSecret };
}

/** @throws DomainError credential.malformed | credential.missing */
export function readClient(request: FastifyRequest, form: Form): PresentedClient {
  const client = findClient(request, form);
  if (client === undefined) throw new DomainError('credential.missing');
  return client;
}

function decodeForm(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u001f\u007f]/.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
