import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Clock } from '#config';
import { isDescribed } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import type { Origin } from '../credential.js';
import { type MissingStep, PersonSignIn, type SignInStage, type StepAnswer } from '../person-sign-in.js';
import { AuthorizationCodeStore } from './authorization-code-store.js';
import type { AuthorizationParameters, AuthorizationRejection, AuthorizationRequest } from './authorization-request.js';
import { AuthorizationRequestReader } from './authorization-request-reader.js';
import { type BrowserSession, BrowserSessionStore } from './browser-session-store.js';
import { documentUrl } from './client-document.js';
import { ConsentStore } from './consent-store.js';
import { isOwnPages } from './own-pages.js';
import { possibleScope } from './person-token-issuer.js';

/** What comes next for a person at the authorization endpoint. */
export type AuthorizationStep =
  /** Nobody can be redirected: the person sees why. */
  | { readonly kind: 'unusable'; readonly reason: 'client' | 'redirect-uri' }
  | { readonly kind: 'rejected'; readonly rejection: AuthorizationRejection }
  | { readonly kind: 'sign-in'; readonly application: string; readonly loginHint: string | undefined }
  /** Something is still missing before the person is signed in; `ticket` goes into the form. */
  | (MissingStep & { readonly application: string })
  | {
      readonly kind: 'consent';
      readonly application: string;
      /** The host that describes the application, which nobody registered here; undefined: somebody did. */
      readonly describedAt: string | undefined;
      /** Where the person returns to: a name alone says little of who asks. */
      readonly redirectUri: string;
      readonly login: string;
      /** What the application asks for, space-separated. */
      readonly scope: string;
    }
  | {
      readonly kind: 'granted';
      readonly redirectUri: string;
      readonly state: string | undefined;
      /** Undefined where one of our own pages asked for no more than that the person signs in. */
      readonly code: string | undefined;
    };

/** What an external provider must know of a request, to sign somebody in for it. */
export type RequestOutline = { readonly kind: 'request' } & Pick<
  AuthorizationRequest,
  'prompts' | 'maxAgeSeconds' | 'loginHint'
>;

/** Somebody whom another module identified. */
export interface ExternalProof {
  /** Of the account: the `sub` of its tokens. */
  readonly subject: string;
  /** When they proved who they are; undefined: now. */
  readonly authTime: Date | undefined;
  /** How (RFC 8176); `mfa` where the second factor may count on it. */
  readonly amr: readonly string[];
  /** For the audit log. */
  readonly reason: string;
  /** Given back with the session that begins, at once or after a page that asked for more. */
  readonly carried: string;
}

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
}

/** The next step, and the browser's new key once the person is signed in. */
export interface AfterSignIn {
  readonly step: AuthorizationStep;
  readonly browserKey?: string;
  /** The session that began, where another module identified the person. */
  readonly external?: { readonly sessionId: string; readonly carried: string };
}

/** A person who proved who they are just now need not do it again for the same request. */
const justNowMilliseconds = 600_000;

/**
 * The authorization endpoint (RFC 6749 §4.1, OpenID Connect Core §3.1.2): one request, repeated with each form that the person
 * sends. Nothing is stored between the steps but the browser's session; each step checks the request anew.
 */
@Injectable()
export class AuthorizationService {
  constructor(
    private readonly states: AccountStateReader,
    private readonly requests: AuthorizationRequestReader,
    private readonly browsers: BrowserSessionStore,
    private readonly people: PersonSignIn,
    private readonly consents: ConsentStore,
    private readonly codes: AuthorizationCodeStore,
    private readonly clock: Clock,
  ) {}

  /** The first step. @param browserKey the browser's cookie */
  async begin(parameters: AuthorizationParameters, browserKey: string | undefined): Promise<AuthorizationStep> {
    const read = await this.requests.read(parameters);
    if (read.kind !== 'request') return read;
    const { request } = read;
    const more = request.prefersTwoFactors ? await this.proveMore(request, browserKey) : undefined;
    return more ?? this.next(request, await this.browsers.findProven(browserKey));
  }

  /**
   * The step after a person sent login and password. The browser gets a new key.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy
   */
  async signIn(
    parameters: AuthorizationParameters,
    { login, password }: SignInAttempt,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AfterSignIn> {
    return this.proceed(parameters, () => this.people.begin(login, password, origin), browserKey, origin);
  }

  /**
   * The step after a person used a passkey on the sign-in page. The browser gets a new key.
   * @param browser where the passkey was asked for
   * @throws DomainError password.wrong | one-time-token.invalid
   */
  async signInWithPasskey(
    parameters: AuthorizationParameters,
    { browser, answer }: { readonly browser: string; readonly answer: string },
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AfterSignIn> {
    return this.proceed(parameters, () => this.people.beginWithPasskey(browser, answer, origin), browserKey, origin);
  }

  /**
   * The step after a person sent a page that asked for more than the password.
   * @throws DomainError as `PersonSignIn.proceed`
   */
  async answer(
    parameters: AuthorizationParameters,
    given: StepAnswer,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AfterSignIn> {
    return this.proceed(parameters, () => this.people.proceed(given, origin), browserKey, origin);
  }

  /** The same page again, after a mistake on it. @throws DomainError one-time-token.invalid */
  async again(parameters: AuthorizationParameters, given: StepAnswer): Promise<AuthorizationStep> {
    const read = await this.requests.read(parameters);
    if (read.kind !== 'request') return read;
    return { ...(await this.people.again(given)), application: read.request.client.name };
  }

  /** What a request asks of the sign-in; for one that cannot be used, the step that says so. */
  async outline(parameters: AuthorizationParameters): Promise<RequestOutline | AuthorizationStep> {
    const read = await this.requests.read(parameters);
    if (read.kind !== 'request') return read;
    const { prompts, maxAgeSeconds, loginHint } = read.request;
    return { kind: 'request', prompts, maxAgeSeconds, loginHint };
  }

  /**
   * The step after a person signed in somewhere else: the second factor is asked for as after a password, unless their proof
   * says `mfa`. The browser gets a new key.
   * @throws DomainError password.wrong when the account is gone, disabled or was changed meanwhile
   */
  async signInExternally(
    parameters: AuthorizationParameters,
    { subject, authTime, amr, reason, carried }: ExternalProof,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AfterSignIn> {
    const prove = async (): Promise<SignInStage> => {
      const user = await this.states.user(subject);
      if (user === undefined || user.disabled) throw new DomainError('password.wrong', 'no account, or disabled');
      return this.people.beginExternally(user, amr, { reason, authTime: authTime?.toISOString(), carried }, origin);
    };
    return this.proceed(parameters, prove, browserKey, origin);
  }

  /** The step that tells the client of an error (RFC 6749 §4.1.2.1). */
  async refuse(parameters: AuthorizationParameters, error: string, description: string): Promise<AuthorizationStep> {
    const read = await this.requests.read(parameters);
    return read.kind === 'request' ? reject(read.request, error, description) : read;
  }

  /** The step after a person allowed or denied the request. */
  async decide(
    parameters: AuthorizationParameters,
    allowed: boolean,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AuthorizationStep> {
    const read = await this.requests.read(parameters);
    if (read.kind !== 'request') return read;
    const { request } = read;
    const browser = await this.browsers.findProven(browserKey);
    if (browser === undefined || this.mustSignIn(request, browser, 'decided')) return signInStep(request);
    if (!allowed) return reject(request, 'access_denied', 'The person denied the request.');
    const scope = possibleScope(request.scope, browser.user);
    if (scope === '') return reject(request, 'invalid_scope', 'The person may do nothing of what was requested.');
    await this.consents.add(browser.user, request.client, scope, origin);
    return this.grant(request, scope, browser);
  }

  /** The browser's session begins when nothing more is missing. */
  private async proceed(
    parameters: AuthorizationParameters,
    prove: () => Promise<SignInStage>,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<AfterSignIn> {
    const read = await this.requests.read(parameters);
    if (read.kind !== 'request') return { step: read };
    const stage = await prove();
    if (stage.kind !== 'proven') return { step: { ...stage, application: read.request.client.name } };
    const { user, amr, events, external, browserSessionId } = stage.person;
    const earlier = await this.browsers.find(browserKey);
    if (browserSessionId !== undefined && browserSessionId !== earlier?.sessionId)
      throw new DomainError('one-time-token.invalid', 'the session ended meanwhile');
    const provenThere = external?.authTime === undefined ? undefined : new Date(external.authTime);
    // Who proved only more than before is as recent as the older proof.
    const provenAt = browserSessionId === undefined ? provenThere : earlier?.authTime;
    const { key, session } = await this.browsers.begin(user, amr, earlier, origin, events, provenAt);
    return {
      step: await this.next(read.request, session, 'signed-in'),
      browserKey: key,
      ...(external && { external: { sessionId: session.sessionId, carried: external.carried } }),
    };
  }

  private async next(
    request: AuthorizationRequest,
    browser: BrowserSession | undefined,
    after: 'nothing' | 'signed-in' = 'nothing',
  ): Promise<AuthorizationStep> {
    const { client, prompts } = request;
    const silent = prompts.has('none');
    if (browser === undefined || this.mustSignIn(request, browser, after))
      return silent ? reject(request, 'login_required', 'The person must sign in.') : signInStep(request);
    const scope = possibleScope(request.scope, browser.user);
    if (scope === '') return reject(request, 'invalid_scope', 'The person may do nothing of what was requested.');
    // What describes itself could be imitated by any program on the person's machine (RFC 8252 §8.6): they are always asked.
    const needsConsent =
      isDescribed(client) ||
      (!client.registration.firstParty &&
        (prompts.has('consent') || !(await this.consents.covers(browser.user, client, scope))));
    if (!needsConsent) return this.grant(request, scope, browser);
    if (silent) return reject(request, 'consent_required', 'The person must allow the request.');
    const { redirectUri } = request;
    const describedAt = isDescribed(client) ? documentUrl(client.clientId)?.host : undefined;
    return { kind: 'consent', application: client.name, describedAt, redirectUri, login: browser.user.login, scope };
  }

  /**
   * Whether the request wants a newer proof of who the person is (`prompt`, `max_age`). After they signed in it is satisfied,
   * and after the page of consent too, when that was moments ago: otherwise the two pages would follow each other for ever.
   */
  private mustSignIn(
    { prompts, maxAgeSeconds }: AuthorizationRequest,
    { authTime }: BrowserSession,
    after: 'nothing' | 'signed-in' | 'decided',
  ): boolean {
    if (after === 'signed-in') return false;
    const age = this.clock.now().getTime() - authTime.getTime();
    if (after === 'decided' && age <= justNowMilliseconds) return false;
    if (prompts.has('login') || prompts.has('select_account')) return true;
    return maxAgeSeconds !== undefined && age > maxAgeSeconds * 1000;
  }

  /**
   * The page that asks for the second factor alone, where the client prefers two and the person has proven one in this browser.
   * Whoever has no second factor goes on: `acr_values` is a wish (OpenID Connect Core §5.5.1.1), and `acr` says what was done.
   */
  private async proveMore(
    request: AuthorizationRequest,
    browserKey: string | undefined,
  ): Promise<AuthorizationStep | undefined> {
    const browser = await this.browsers.find(browserKey);
    if (browser === undefined || this.mustSignIn(request, browser, 'nothing')) return undefined;
    if (browser.amr.includes('mfa') || !browser.user.secondFactor || request.prompts.has('none')) return undefined;
    return { ...(await this.people.more(browser)), application: request.client.name };
  }

  private async grant(
    request: AuthorizationRequest,
    scope: string,
    browser: BrowserSession,
  ): Promise<AuthorizationStep> {
    await this.browsers.touch(browser);
    if (!(await this.requests.use(request)))
      return reject(request, 'invalid_request_uri', 'The request was used before.');
    const code = isOwnPages(request.client) ? undefined : await this.codes.issue(request, scope, browser);
    return { kind: 'granted', redirectUri: request.redirectUri, state: request.state, code };
  }
}

function signInStep({ client, loginHint }: AuthorizationRequest): AuthorizationStep {
  return { kind: 'sign-in', application: client.name, loginHint };
}

function reject(
  { redirectUri, state }: AuthorizationRequest,
  error: string,
  description: string,
): Extract<AuthorizationStep, { readonly kind: 'rejected' }> {
  return { kind: 'rejected', rejection: { redirectUri, state, error, description } };
}
