import { Injectable } from '@nestjs/common';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import { isClientId } from '../accounts/client-registration.js';
import type { Origin } from '../credential.js';
import { BrowserSessionStore } from './browser-session-store.js';
import { IdTokenIssuer } from './id-token-issuer.js';

/** A request to sign out (OpenID Connect RP-Initiated Logout §2). */
export interface SignOutRequest {
  readonly idTokenHint: string | undefined;
  readonly clientId: string | undefined;
  readonly postLogoutRedirectUri: string | undefined;
  readonly state: string | undefined;
  /** The person confirmed it on our page. */
  readonly confirmed: boolean;
}

export type SignOutStep =
  /** No ID token proves that the person's own client asks: the person is asked (§2, against forged requests). */
  | { readonly kind: 'confirm'; readonly login: string }
  /**
   * `redirectUri`: registered for the client, with the state in it; undefined: the person stays here. `sessionId`: the browser's
   * session that ended.
   */
  | { readonly kind: 'signed-out'; readonly redirectUri: string | undefined; readonly sessionId?: string }
  | { readonly kind: 'unusable' };

/** Signing out of the browser session, at the request of a client. */
@Injectable()
export class SignOutService {
  constructor(
    private readonly browsers: BrowserSessionStore,
    private readonly idTokens: IdTokenIssuer,
    private readonly states: AccountStateReader,
  ) {}

  async signOut(request: SignOutRequest, browserKey: string | undefined, origin: Origin): Promise<SignOutStep> {
    const hint = request.idTokenHint === undefined ? undefined : await this.idTokens.readHint(request.idTokenHint);
    if (request.idTokenHint !== undefined && hint === undefined) return { kind: 'unusable' };
    if (hint !== undefined && request.clientId !== undefined && request.clientId !== hint.clientId)
      return { kind: 'unusable' };
    const redirectUri = await this.redirectOf(request, hint?.clientId ?? request.clientId);
    if (request.postLogoutRedirectUri !== undefined && redirectUri === undefined) return { kind: 'unusable' };
    const browser = await this.browsers.find(browserKey);
    if (browser === undefined) return { kind: 'signed-out', redirectUri };
    const proven = hint?.subject === browser.user.subject && hint.browserSessionId === browser.sessionId;
    if (!proven && !request.confirmed) return { kind: 'confirm', login: browser.user.login };
    await this.browsers.signOut(browser.sessionId, origin, `user:${browser.user.userId}`);
    return { kind: 'signed-out', redirectUri, sessionId: browser.sessionId };
  }

  /**
   * Ends a browser's session and those of clients that were authorized in it, as its person signing out does.
   * @param actor who ends it, for the audit log
   */
  endBrowserSession(sessionId: string, origin: Origin, actor: string): Promise<void> {
    return this.browsers.signOut(sessionId, origin, actor);
  }

  /** Only to an address that is registered for this client, compared exactly. */
  private async redirectOf(
    { postLogoutRedirectUri: uri, state }: SignOutRequest,
    clientId: string | undefined,
  ): Promise<string | undefined> {
    if (uri === undefined || clientId === undefined || !isClientId(clientId)) return undefined;
    const client = await this.states.application(clientId);
    if (client === undefined || client.revoked || !client.registration.postLogoutUris.includes(uri)) return undefined;
    if (state === undefined) return uri;
    const url = new URL(uri);
    url.searchParams.set('state', state);
    return url.toString();
  }
}
