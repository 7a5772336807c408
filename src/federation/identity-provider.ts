import { DomainError } from '#errors';
import type { ClaimRule } from './claim-rule.js';
import { checkRules } from './claim-rules.js';

/** An external OpenID Connect provider, without its client secret. */
export interface IdentityProvider {
  readonly name: string;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly hasSecret: boolean;
  /** Space-separated, with `openid`. */
  readonly scope: string;
  /** Undefined: preferred_username, else a verified email. */
  readonly loginClaim: string | undefined;
  /** An account is made at the first sign-in. */
  readonly makesAccounts: boolean;
  readonly enabled: boolean;
  readonly rules: readonly ClaimRule[];
  /** Which `amr` and `acr` of its ID tokens mean several factors, so that no second one is asked for here. */
  readonly trustedAmr: readonly string[];
  readonly trustedAcr: readonly string[];
  /** Grows with each change. */
  readonly version: number;
}

/** What may be set; a field that is left out stays, or takes its default; null clears. */
export interface IdentityProviderDraft {
  readonly title?: string | undefined;
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | null | undefined;
  readonly scope?: string | undefined;
  readonly loginClaim?: string | null | undefined;
  readonly makesAccounts?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  /** As JSON has them; checked here. */
  readonly rules?: unknown;
  readonly trustedAmr?: readonly string[] | undefined;
  readonly trustedAcr?: readonly string[] | undefined;
}

const nameForm = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const mostWords = 20;
const wordForm = /^[\x21-\x7e]{1,255}$/;
const visible = /^[\x21-\x7e]{1,512}$/;
const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
/** Hosts whose traffic does not leave this machine: there a provider may be without TLS, for trials. */
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Names stand in addresses: 1 to 40 of a-z, 0-9 and hyphens. */
export function isProviderName(text: string): boolean {
  return nameForm.test(text);
}

/** Whether an address of a provider is plain http:, which is allowed on loopback only. */
export function isUnencrypted(address: string): boolean {
  const url = new URL(address);
  return url.protocol === 'http:' && loopbackHosts.has(url.hostname);
}

/** @throws DomainError object.invalid (setting; the field) */
export function checkDraft(draft: IdentityProviderDraft): IdentityProviderDraft & { readonly rules?: ClaimRule[] } {
  const { title, issuer, clientId, clientSecret, scope, loginClaim, rules, trustedAmr, trustedAcr } = draft;
  const check = (field: string, isRight: boolean): void => {
    if (!isRight) throw new DomainError('object.invalid', `provider ${field}`, { object: 'setting', field });
  };
  if (title !== undefined) check('title', title.trim() !== '' && title.length <= 100 && !/\p{Cc}/u.test(title));
  if (issuer !== undefined) check('issuer', isIssuer(issuer));
  if (clientId !== undefined) check('clientId', visible.test(clientId));
  if (typeof clientSecret === 'string') check('clientSecret', /^[\x20-\x7e]{1,512}$/.test(clientSecret));
  if (scope !== undefined)
    check('scope', scope.length <= 1000 && scopeForm.test(scope) && scope.split(' ').includes('openid'));
  if (typeof loginClaim === 'string') check('loginClaim', visible.test(loginClaim));
  if (trustedAmr !== undefined) check('trustedAmr', areWords(trustedAmr));
  if (trustedAcr !== undefined) check('trustedAcr', areWords(trustedAcr));
  const { rules: _, ...rest } = draft;
  return { ...rest, ...(rules === undefined ? {} : { rules: checkRules(rules) }) };
}

function areWords(list: readonly string[]): boolean {
  return list.length <= mostWords && list.every((one) => wordForm.test(one));
}

/** An https: address without query and fragment (OpenID Connect Core §2, `iss`); http: on loopback. */
function isIssuer(text: string): boolean {
  if (text.length > 1000 || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '' || /[?#]/.test(text)) return false;
  return protocol === 'https:' || isUnencrypted(text);
}
