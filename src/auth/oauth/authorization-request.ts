import { hasCode } from '#errors';
import { type ApplicationState, isDescribed } from '../accounts/account-state.js';
import { preferredContext, twoFactors } from '../authentication-context.js';
import { isRegisteredRedirect } from '../accounts/client-registration.js';
import { scopeWords } from '../identity-scopes.js';
import { grantScope } from '../permissions.js';
import { describedScopes } from './client-document.js';

const prompts = ['none', 'login', 'consent', 'select_account'] as const;
export type Prompt = (typeof prompts)[number];

/** What a client asks of the authorization endpoint (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1), once it is sound. */
export interface AuthorizationRequest {
  readonly client: ApplicationState;
  readonly redirectUri: string;
  readonly state: string | undefined;
  /** What of the requested scope the client may have; space-separated, never empty. */
  readonly scope: string;
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
  readonly resource: string | undefined;
  readonly prompts: ReadonlySet<Prompt>;
  /** How long ago the person may have proved who they are, in seconds. */
  readonly maxAgeSeconds: number | undefined;
  readonly loginHint: string | undefined;
  /** Whether a sign-in with two factors is what the client prefers (`acr_values`). */
  readonly prefersTwoFactors: boolean;
  readonly dpopThumbprint: string | undefined;
  /** Where it was pushed beforehand (RFC 9126); undefined: the browser brought it. */
  readonly requestUri?: string;
}

/** An error that goes back to the client, by way of the browser (RFC 6749 §4.1.2.1). */
export interface AuthorizationRejection {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly error: string;
  readonly description: string;
}

/** `unusable`: nobody may be redirected anywhere; the person sees why. */
export type ReadAuthorizationRequest =
  | { readonly kind: 'request'; readonly request: AuthorizationRequest }
  | { readonly kind: 'unusable'; readonly reason: 'client' | 'redirect-uri' }
  | { readonly kind: 'rejected'; readonly rejection: AuthorizationRejection };

/** The parameters of a request; a repeated one is in `repeated`. */
export interface AuthorizationParameters {
  readonly values: ReadonlyMap<string, string>;
  readonly repeated: ReadonlySet<string>;
}

const textLimit = 2000;
/** SHA-256 in base64url (RFC 7636 §4.2; RFC 9449 §10). */
const digestForm = /^[A-Za-z0-9_-]{43}$/;
const usualScope = 'cameras:read';

/**
 * Checks a request in the order in which an error can be answered: without a known client and redirect URI it cannot be
 * redirected at all (RFC 6749 §4.1.2.1).
 */
export function readAuthorizationRequest(
  parameters: AuthorizationParameters,
  client: ApplicationState | undefined,
): ReadAuthorizationRequest {
  const { values, repeated } = parameters;
  const value = (name: string): string | undefined => values.get(name) || undefined;
  if (client === undefined || client.revoked || repeated.has('client_id'))
    return { kind: 'unusable', reason: 'client' };
  const { registration } = client;
  const redirectUri = value('redirect_uri');
  if (
    redirectUri === undefined ||
    repeated.has('redirect_uri') ||
    !isRegisteredRedirect(registration.redirectUris, redirectUri)
  )
    return { kind: 'unusable', reason: 'redirect-uri' };
  const state = repeated.has('state') ? undefined : value('state');
  const reject = (error: string, description: string): ReadAuthorizationRequest => ({
    kind: 'rejected',
    rejection: { redirectUri, state, error, description },
  });

  if (repeated.size > 0) return reject('invalid_request', `A parameter stands twice: ${[...repeated].join(', ')}.`);
  for (const [name, text] of values)
    if (text.length > textLimit) return reject('invalid_request', `The parameter ${name} is too long.`);
  if (value('request') !== undefined) return reject('request_not_supported', 'Request objects are not supported.');
  if (value('request_uri') !== undefined)
    return reject('invalid_request_uri', 'The request URI is unknown or has expired.');
  if (value('registration') !== undefined)
    return reject('registration_not_supported', 'Clients are registered beforehand.');
  const responseType = value('response_type');
  if (responseType === undefined) return reject('invalid_request', 'The parameter response_type is missing.');
  if (responseType !== 'code') return reject('unsupported_response_type', 'The only response type is code.');
  if ((value('response_mode') ?? 'query') !== 'query')
    return reject('invalid_request', 'The only response mode is query.');
  if (!registration.grants.includes('authorization_code'))
    return reject('unauthorized_client', 'The client is not registered for the authorization code grant.');

  const codeChallenge = value('code_challenge');
  if (codeChallenge === undefined) return reject('invalid_request', 'PKCE is required: code_challenge is missing.');
  if (value('code_challenge_method') !== 'S256')
    return reject('invalid_request', 'The only code_challenge_method is S256.');
  if (!digestForm.test(codeChallenge))
    return reject('invalid_request', 'The code_challenge is not a SHA-256 in base64url.');

  const wanted = readPrompts(value('prompt'));
  if (wanted === undefined) return reject('invalid_request', 'The parameter prompt cannot be understood.');
  const maxAge = value('max_age');
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge))
    return reject('invalid_request', 'max_age is a number of seconds.');
  const dpopThumbprint = value('dpop_jkt');
  if (dpopThumbprint !== undefined && !digestForm.test(dpopThumbprint))
    return reject('invalid_request', 'dpop_jkt is not a SHA-256 in base64url.');
  const scope = scopeFor(client, value('scope'));
  if (scope === undefined) return reject('invalid_scope', 'The scope is malformed or beyond what the client may have.');

  return {
    kind: 'request',
    request: {
      client,
      redirectUri,
      state,
      scope,
      codeChallenge,
      nonce: value('nonce'),
      resource: value('resource'),
      prompts: wanted,
      maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
      loginHint: value('login_hint')?.slice(0, 255),
      prefersTwoFactors: preferredContext(value('acr_values')) === twoFactors,
      dpopThumbprint,
    },
  };
}

/** Of the installation: a client that is not ours must be registered for them by name. */
const managing: ReadonlySet<string> = new Set(['admin', 'applications:manage']);
/** Whatever its row says. */
const ofDescribed: ReadonlySet<string> = new Set(describedScopes);

/**
 * What of a requested scope a client may have for a person: never more than it is registered for, and `offline_access` only
 * with the refresh grant. Undefined: nothing, or malformed.
 */
export function scopeFor(client: ApplicationState, requested: string | undefined): string | undefined {
  const { scope: registered, registration } = client;
  const mayReturn = registration.grants.includes('refresh_token');
  const registeredWords = registered?.split(' ');
  const allowed = scopeWords.filter(
    (word) =>
      (registeredWords?.includes(word) ?? (registration.firstParty || !managing.has(word))) &&
      (mayReturn || word !== 'offline_access') &&
      (!isDescribed(client) || ofDescribed.has(word)),
  );
  try {
    return grantScope(new Set(allowed), requested ?? registered ?? usualScope);
  } catch (error) {
    if (hasCode(error, 'scope.invalid')) return undefined;
    throw error;
  }
}

function readPrompts(text: string | undefined): ReadonlySet<Prompt> | undefined {
  if (text === undefined) return new Set();
  const words = text.split(' ').filter((word) => word !== '');
  const known = prompts.filter((prompt) => words.includes(prompt));
  if (known.length !== new Set(words).size) return undefined;
  return known.includes('none') && known.length > 1 ? undefined : new Set(known);
}
