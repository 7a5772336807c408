import { DomainError } from '#errors';
import { foreignAlgorithms, publicKeyOf } from '../tokens/foreign-jwt.js';
import { type SigningAlgorithm, signingAlgorithms } from '../tokens/signing-key.js';
import type { ApplicationEntity } from './application.entity.js';

/** The OAuth grants that an application can be registered for (RFC 6749, RFC 8628, RFC 8693). */
export const grantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'device_code',
  'token_exchange',
] as const;
export type GrantType = (typeof grantTypes)[number];

/** How a client authenticates at the token endpoint (RFC 7591 §2, without the prefix `client_secret_`). */
export const authMethods = ['none', 'basic', 'post', 'private_key_jwt'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** What an application may do as an OAuth client. */
export interface ClientRegistration {
  readonly grants: readonly GrantType[];
  /** Undefined: with its secret, in the header or in the body. */
  readonly authMethod: AuthMethod | undefined;
  readonly redirectUris: readonly string[];
  readonly postLogoutUris: readonly string[];
  /** Public keys, for `private_key_jwt`. */
  readonly jwks: object | undefined;
  /** Its users are not asked for consent. */
  readonly firstParty: boolean;
  readonly idTokenAlgorithm: SigningAlgorithm;
  /** Audiences that it serves: tokens for them may be requested, and it may introspect those. */
  readonly resources: readonly string[];
}

export type NewRegistration = { readonly [K in keyof ClientRegistration]?: ClientRegistration[K] | undefined };

const urisLimit = 20;
const uriLengthLimit = 2000;
const keysLimit = 10;

/** The registration in a row; what an older or newer version wrote and this one does not know is left out. */
export function toRegistration(row: ApplicationEntity): ClientRegistration {
  return {
    grants: row.grants === null ? ['client_credentials'] : grantTypes.filter((grant) => row.grants?.includes(grant)),
    authMethod: authMethods.find((method) => method === row.authMethod),
    redirectUris: row.redirectUris,
    postLogoutUris: row.postLogoutUris,
    jwks: row.jwks ?? undefined,
    firstParty: row.firstParty,
    idTokenAlgorithm: signingAlgorithms.find((algorithm) => algorithm === row.idTokenAlgorithm) ?? 'ES256',
    resources: row.resources,
  };
}

/** The columns of a registration; `client_credentials` alone is the default and stays null. */
export function toColumns(registration: ClientRegistration): Partial<ApplicationEntity> {
  const { grants, authMethod, redirectUris, postLogoutUris, jwks, resources } = registration;
  return {
    grants: grants.join() === 'client_credentials' ? null : [...grants],
    authMethod: authMethod ?? null,
    redirectUris: [...redirectUris],
    postLogoutUris: [...postLogoutUris],
    jwks: jwks ?? null,
    firstParty: registration.firstParty,
    idTokenAlgorithm: registration.idTokenAlgorithm,
    resources: [...resources],
  };
}

/**
 * A registration whose parts fit together.
 * @throws DomainError account.invalid, whose `reason` names the field
 */
export function checkRegistration(given: NewRegistration): ClientRegistration {
  const { authMethod, jwks, firstParty = false, idTokenAlgorithm = 'ES256', resources = [] } = given;
  const redirectUris = checkUris(given.redirectUris ?? [], 'redirect-uri');
  const grants = given.grants ?? (redirectUris.length > 0 ? ['authorization_code', 'refresh_token'] : undefined);
  const chosen = grants ?? (authMethod === 'none' ? [] : ['client_credentials' as const]);
  if (chosen.length === 0) throw unfit('grant', 'a public client needs a grant');
  if (chosen.includes('authorization_code') && redirectUris.length === 0)
    throw unfit('redirect-uri', 'the code grant needs a redirect URI');
  if (chosen.includes('client_credentials') && authMethod === 'none')
    throw unfit('grant', 'a public client cannot use client credentials');
  if ((authMethod === 'private_key_jwt') !== (jwks !== undefined))
    throw unfit('jwks', 'keys go with private_key_jwt, and only with it');
  if (jwks !== undefined) checkKeys(jwks);
  return {
    grants: grantTypes.filter((grant) => chosen.includes(grant)),
    authMethod,
    redirectUris,
    postLogoutUris: checkUris(given.postLogoutUris ?? [], 'post-logout-uri'),
    jwks,
    firstParty,
    idTokenAlgorithm,
    resources: resources.map(checkResource),
  };
}

/** What can be looked up as a client id. */
export function isClientId(text: string): boolean {
  return text.length <= 255 && /^[\x21-\x7e]+$/.test(text);
}

function checkUris(uris: readonly string[], field: string): readonly string[] {
  if (uris.length > urisLimit) throw unfit(field, `more than ${urisLimit}`);
  for (const uri of uris) {
    const reason = whyNoRedirectUri(uri);
    if (reason !== undefined) throw unfit(field, reason);
  }
  return [...new Set(uris)];
}

/**
 * Why a URI cannot be redirected to; undefined when it can: `https:`, `http:` on the own machine, or a scheme of an app's own
 * that has a dot (RFC 8252 §7.1), always without a fragment, credentials and white space.
 */
export function whyNoRedirectUri(uri: string): string | undefined {
  if (uri.length > uriLengthLimit || !/^[\x21-\x7e]+$/.test(uri) || /["<>\\^`{|}*]/.test(uri))
    return 'a character that a URI cannot have';
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return 'not an absolute URI';
  }
  if (uri.includes('#')) return 'a fragment';
  if (url.username !== '' || url.password !== '') return 'credentials in the URI';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:')
    return ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
      ? undefined
      : 'http: is for 127.0.0.1, [::1] and localhost only';
  return /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/.test(url.protocol) ? undefined : 'a scheme that is not allowed';
}

/**
 * Whether a redirect URI is registered: the same text, but for the port of a loopback address, which apps choose when they
 * start (RFC 8252 §7.3; the name `localhost` has no such freedom).
 */
export function isRegisteredRedirect(registered: readonly string[], uri: string): boolean {
  if (registered.includes(uri)) return true;
  const bare = withoutLoopbackPort(uri);
  return bare !== undefined && registered.some((other) => withoutLoopbackPort(other) === bare);
}

const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?((?:[/?][\x21-\x7e]*)?)$/;

function withoutLoopbackPort(uri: string): string | undefined {
  const [, host, rest] = loopback.exec(uri) ?? [];
  return host === undefined || rest === undefined || uri.includes('#') ? undefined : host + rest;
}

function checkKeys(jwks: object): void {
  const keys: unknown = 'keys' in jwks ? jwks.keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > keysLimit)
    throw unfit('jwks', `not a key set of 1 to ${keysLimit} keys`);
  for (const key of keys as readonly unknown[]) {
    const isKey = typeof key === 'object' && key !== null && 'kty' in key && (key.kty === 'EC' || key.kty === 'RSA');
    if (!isKey) throw unfit('jwks', 'not an EC or RSA key');
    if ('d' in key || 'k' in key) throw unfit('jwks', 'a private key: only public keys belong here');
    // One that no assertion could be verified with would be found out at the first sign-in only.
    if (!foreignAlgorithms.some((algorithm) => publicKeyOf(key, algorithm) !== undefined))
      throw unfit('jwks', 'neither EC on P-256 nor RSA of 2048 to 4096 bits');
  }
}

/** RFC 8707 §2: an absolute URI without a fragment. */
function checkResource(resource: string): string {
  if (resource.length > uriLengthLimit || !URL.canParse(resource) || resource.includes('#'))
    throw unfit('resource', 'not an absolute URI without a fragment');
  return resource;
}

function unfit(field: string, detail: string): DomainError {
  return new DomainError('account.invalid', `${field}: ${detail}`, { reason: field });
}
