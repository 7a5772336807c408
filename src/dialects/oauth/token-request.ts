import { DomainError } from '#errors';
import type { FastifyRequest } from 'fastify';
import { type Credential } from '#auth';
import { InputError } from '../http/input.error.js';
import { authorizationOf, headerOf, readBasic } from '../http/request.js';

/** What a token request asks for, once it is readable. */
export type TokenRequest =
  | {
      readonly grant: 'client_credentials';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string | undefined;
    }
  | { readonly grant: 'refresh_token'; readonly refreshToken: string; readonly scope: string | undefined };

export const grants = ['client_credentials', 'refresh_token'] as const satisfies readonly TokenRequest['grant'][];
export const clientAuthenticationMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const;

/**
 * Reads a token request (RFC 6749 §3.2): parameters in a form body and nowhere else, an empty one is left out, an unknown
 * one is ignored, a repeated one was refused when the body was read.
 * @throws InputError, DomainError credential.*
 */
export function readTokenRequest(request: FastifyRequest): TokenRequest {
  const form = formOf(request);
  const grant = form('grant_type');
  if (grant === undefined) throw InputError.at('grant_type', 'required', 'The parameter grant_type is missing.');
  if (grant === 'client_credentials')
    return { grant, ...readClient(readClientHeader(request), form), scope: form('scope') };
  if (grant === 'refresh_token') return { grant, refreshToken: readRefreshToken(request, form), scope: form('scope') };
  throw InputError.at('grant_type', 'supported', `The grant type must be one of: ${grants.join(', ')}.`);
}

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

type Form = (name: string) => string | undefined;

function formOf(request: FastifyRequest): Form {
  // A query string ends up in logs; a client that puts its secret there must notice at once.
  if (request.originalUrl.includes('?'))
    throw InputError.at('', 'query', 'Parameters belong into the body, not into the URL.');
  const mediaType = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' && (mediaType !== undefined || request.body !== undefined))
    throw new InputError('input.media-unsupported', []);
  const body: unknown = request.body ?? {};
  const parameters = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  return (name) => {
    const value = parameters.get(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw InputError.at(name, 'isString', `The parameter ${name} must be a text.`);
    return value;
  };
}

/** Exactly one way of authentication (RFC 6749 §2.3). */
function readClient(
  header: Credential | undefined,
  form: Form,
): { readonly clientId: string; readonly clientSecret: string } {
  if (header?.kind === 'malformed') throw new DomainError('credential.malformed', undefined, { reason: header.reason });
  const clientId = form('client_id');
  const clientSecret = form('client_secret');
  if (header?.kind === 'client-secret') {
    if (clientSecret !== undefined || (clientId !== undefined && clientId !== header.clientId))
      throw new DomainError('credential.malformed', 'two ways of client authentication', { reason: 'conflicting' });
    return { clientId: header.clientId, clientSecret: header.clientSecret };
  }
  if (clientId === undefined || clientSecret === undefined) throw new DomainError('credential.missing');
  return { clientId, clientSecret };
}

/** The sessions behind refresh tokens are first-party and belong to no client: a client's secret has no business here. */
function readRefreshToken(request: FastifyRequest, form: Form): string {
  if (headerOf(request, 'authorization') !== undefined || form('client_secret') !== undefined)
    throw new DomainError('refresh.invalid', 'a client presented a first-party refresh token');
  const token = form('refresh_token');
  if (token === undefined) throw InputError.at('refresh_token', 'required', 'The parameter refresh_token is missing.');
  return token;
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
