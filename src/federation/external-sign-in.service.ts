import { AuditLogService } from '#audit';
import { type AuthorizationParameters, AuthorizationService, type AuthorizationStep, type Origin } from '#auth';
import { hasCode, isDomainError } from '#errors';
import { OutboundError } from '#outbound';
import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { ClaimGrants } from './claim-grants.js';
import { type ClaimsOfPerson, draftOf, proofOf } from './external-claims.js';
import { ExternalIdentitiesService } from './external-identities.service.js';
import type { ExternalIdentityEntity } from './external-identity.entity.js';
import { type PendingSignIn, SignInsUnderWay } from './sign-ins-under-way.js';
import { ExternalSessionStore } from './external-session-store.js';
import type { IdentityProviderEntity } from './identity-provider.entity.js';
import { ProviderConnection } from './provider-connection.js';

/** Why a person comes back from a provider, or does not get there, without being signed in. */
export type ExternalFailure =
  /** No such provider. */
  | 'unknown'
  /** The provider does not answer, or not as it should. */
  | 'unavailable'
  /** No sign-in that this browser began within 10 minutes, or one that has been used. */
  | 'stale'
  /** The provider, or the person there, said no. */
  | 'denied'
  /** The answer is not genuine. */
  | 'rejected'
  /** The provider knows the person, but they have no account here, and none is made. */
  | 'no-account'
  /** Somebody else's account has the login. */
  | 'login-taken'
  | 'disabled'
  /** More began from this address than may. */
  | 'too-many';

export type ExternalStep =
  | { readonly kind: 'redirect'; readonly address: string }
  /** `query`: the client's request, to which the step belongs. */
  | {
      readonly kind: 'step';
      readonly step: AuthorizationStep;
      readonly query: string;
      readonly browserKey?: string | undefined;
    }
  | { readonly kind: 'failed'; readonly reason: ExternalFailure; readonly query?: string | undefined };

/** How the browser that asks is known. */
export interface Browser {
  /** What only this browser has, beside its session. */
  readonly binding: string;
  /** Of its session. */
  readonly key: string | undefined;
  readonly origin: Origin;
}

const handedOn: readonly string[] = ['none', 'login', 'select_account'];
const silentErrors: readonly string[] = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];

/**
 * Sign-in at an external OpenID Connect provider (Core §3.1, with PKCE): the way there carries the client's request along,
 * and the way back goes on with it as after a password.
 */
@Injectable()
export class ExternalSignInService {
  constructor(
    private readonly underWay: SignInsUnderWay,
    private readonly connection: ProviderConnection,
    private readonly identities: ExternalIdentitiesService,
    private readonly grants: ClaimGrants,
    private readonly sessions: ExternalSessionStore,
    private readonly authorization: AuthorizationService,
    private readonly audit: AuditLogService,
  ) {}

  /** @param query the client's request at the authorization endpoint, without `?` */
  async begin(
    name: string,
    query: string,
    parameters: AuthorizationParameters,
    browser: Browser,
  ): Promise<ExternalStep> {
    const outline = await this.authorization.outline(parameters);
    if (outline.kind !== 'request') return { kind: 'step', step: outline, query };
    const provider = await this.underWay.provider(name);
    if (provider === undefined) return { kind: 'failed', reason: 'unknown', query };
    try {
      const configuration = await this.connection.open(provider);
      const pending: PendingSignIn = {
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        query,
        maxAgeSeconds: outline.maxAgeSeconds,
        notBefore: outline.prompts.has('login') ? this.connection.earliestProof() : undefined,
      };
      const state = await this.underWay.begin(provider, { binding: browser.binding, ip: browser.origin.ip }, pending);
      const prompt = [...outline.prompts].filter((one) => handedOn.includes(one)).join(' ');
      const address = client.buildAuthorizationUrl(configuration, {
        redirect_uri: this.underWay.callbackOf(name),
        scope: provider.scope,
        state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
        ...(prompt === '' ? {} : { prompt }),
        ...(outline.maxAgeSeconds === undefined ? {} : { max_age: String(outline.maxAgeSeconds) }),
        ...(outline.loginHint === undefined ? {} : { login_hint: outline.loginHint }),
      });
      return { kind: 'redirect', address: address.href };
    } catch (error) {
      if (hasCode(error, 'attempts.exceeded')) return this.failed(provider, 'too-many', error, query, browser);
      if (isDomainError(error)) throw error;
      return this.failed(provider, 'unavailable', error, query, browser);
    }
  }

  /** @param answer the parameters with which the provider sent the browser back */
  async complete(
    name: string,
    answer: URLSearchParams,
    toParameters: (query: string) => AuthorizationParameters,
    browser: Browser,
  ): Promise<ExternalStep> {
    const provider = await this.underWay.provider(name);
    if (provider === undefined) return { kind: 'failed', reason: 'unknown' };
    const [state, ...more] = answer.getAll('state');
    const pending =
      state === undefined || more.length > 0 ? undefined : await this.underWay.end(provider, browser.binding, state);
    if (state === undefined || pending === undefined) {
      this.record(provider, 'stale', browser);
      return { kind: 'failed', reason: 'stale' };
    }
    const parameters = toParameters(pending.query);
    let person: ClaimsOfPerson;
    try {
      person = await this.exchange(provider, pending, state, answer);
    } catch (error) {
      if (!(error instanceof client.AuthorizationResponseError))
        return this.failed(provider, isOutage(error) ? 'unavailable' : 'rejected', error, pending.query, browser);
      const outline = await this.authorization.outline(parameters);
      if (outline.kind === 'request' && outline.prompts.has('none')) {
        const code = silentErrors.includes(error.error) ? error.error : 'login_required';
        const step = await this.authorization.refuse(parameters, code, 'The provider did not sign the person in.');
        return { kind: 'step', step, query: pending.query };
      }
      return this.failed(provider, 'denied', error, pending.query, browser);
    }
    return this.signIn(provider, person, pending.query, parameters, browser);
  }

  private async exchange(
    provider: IdentityProviderEntity,
    pending: PendingSignIn,
    expectedState: string,
    answer: URLSearchParams,
  ): Promise<ClaimsOfPerson> {
    const configuration = await this.connection.open(provider);
    const address = new URL(this.underWay.callbackOf(provider.name));
    address.search = answer.toString();
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
      ...(pending.maxAgeSeconds === undefined ? {} : { maxAge: pending.maxAgeSeconds }),
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no ID token');
    if (pending.notBefore !== undefined && (claims.auth_time ?? Infinity) < pending.notBefore)
      throw new Error('the provider did not ask the person to sign in anew');
    const userInfo =
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { ...userInfo, ...claims, idToken: tokens.id_token ?? '' };
  }

  private async signIn(
    provider: IdentityProviderEntity,
    person: ClaimsOfPerson,
    query: string,
    parameters: AuthorizationParameters,
    browser: Browser,
  ): Promise<ExternalStep> {
    const { origin } = browser;
    const by = { actor: `provider:${provider.name}`, origin };
    try {
      const identity = await this.identityOf(provider, person, by);
      if (identity === undefined) return this.failed(provider, 'no-account', undefined, query, browser);
      const user = await this.grants.apply(identity, provider.rules, person, by);
      if (user.disabled) return this.failed(provider, 'disabled', undefined, query, browser);
      const { step, browserKey, external } = await this.authorization.signInExternally(
        parameters,
        {
          subject: user.subject,
          ...proofOf(person, provider),
          reason: `provider:${provider.name}`,
          carried: this.sessions.carry(provider, person),
        },
        browser.key,
        origin,
      );
      await this.identities.touch(identity);
      if (external !== undefined) await this.sessions.keep(external);
      return { kind: 'step', step, query, browserKey };
    } catch (error) {
      if (hasCode(error, 'login.taken')) return this.failed(provider, 'login-taken', error, query, browser);
      if (hasCode(error, 'account.invalid')) return this.failed(provider, 'no-account', error, query, browser);
      if (hasCode(error, 'password.wrong')) return this.failed(provider, 'disabled', error, query, browser);
      throw error;
    }
  }

  private async identityOf(
    provider: IdentityProviderEntity,
    person: ClaimsOfPerson,
    by: { readonly actor: string; readonly origin: Origin },
  ): Promise<ExternalIdentityEntity | undefined> {
    const known = await this.identities.find(person.iss, person.sub);
    if (known !== undefined || !provider.makesAccounts) return known;
    const draft = draftOf(person, provider.loginClaim);
    if (draft === undefined) return undefined;
    return this.identities.createAccount(provider.name, person.iss, person.sub, draft, by);
  }

  private failed(
    provider: IdentityProviderEntity,
    reason: ExternalFailure,
    error: unknown,
    query: string,
    browser: Browser,
  ): ExternalStep {
    this.record(provider, reason, browser, error);
    return { kind: 'failed', reason, query };
  }

  private record(provider: IdentityProviderEntity, reason: string, { origin }: Browser, error?: unknown): void {
    const why = codeOf(error);
    this.audit.record({
      event: 'authn_login_fail',
      subject: `provider:${provider.name}`,
      origin,
      reason: why === undefined ? reason : `${reason}: ${why}`,
    });
  }
}

/** The library's code of an error, such as OAUTH_JWT_CLAIM_COMPARISON_FAILED; never a text of the provider. */
function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}

/** Whether the provider could not be asked, for whatever reason. */
function isOutage(error: unknown): boolean {
  const chain: unknown[] = [];
  for (let one = error; one instanceof Error && chain.length < 5; one = one.cause) chain.push(one);
  return chain.some((one) => one instanceof OutboundError);
}
