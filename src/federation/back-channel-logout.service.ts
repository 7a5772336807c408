import type { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import {
  ClientThrottle,
  isSignedBy,
  keyFor,
  type Origin,
  readForeignJwt,
  rejectedGrant,
  SignOutService,
  UsedIdentifiers,
} from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { ExternalSessionStore } from './external-session-store.js';
import type { IdentityProviderEntity } from './identity-provider.entity.js';
import { type LogoutTokenClaims, readLogoutToken } from './logout-token.js';
import { ProviderConnection } from './provider-connection.js';

/** Ends sessions here when a provider says that the person's session there has ended (Back-Channel Logout 1.0). */
@Injectable()
export class BackChannelLogoutService {
  constructor(
    private readonly sessions: ExternalSessionStore,
    private readonly connection: ProviderConnection,
    private readonly signOut: SignOutService,
    private readonly used: UsedIdentifiers,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * Ends the sessions that began with the person's, or their one, session there; none is no error.
   * @throws DomainError grant.rejected (invalid_request) for a token that is not genuine; attempts.exceeded from the 31st in a
   *   minute on
   */
  async end(name: string, token: string, origin: Origin): Promise<void> {
    const provider = await this.sessions.provider(name);
    if (provider === undefined) throw await this.refuse('provider', undefined, origin);
    const verified = await this.verify(provider, token);
    if (typeof verified === 'string') throw await this.refuse(verified, `provider:${provider.name}`, origin);
    for (const sessionId of await this.sessions.take(provider, verified))
      await this.signOut.endBrowserSession(sessionId, origin, `provider:${provider.name}`);
  }

  /** @throws DomainError attempts.exceeded */
  private async refuse(what: string, subject: string | undefined, origin: Origin): Promise<DomainError> {
    await this.throttle.keyFailed(origin.ip);
    const reason = `logout token: ${what}`;
    this.audit.record({ event: 'authn_login_fail', subject, origin, reason });
    return rejectedGrant('invalid_request', reason);
  }

  private async verify(provider: IdentityProviderEntity, token: string): Promise<LogoutTokenClaims | string> {
    const jwt = readForeignJwt(token);
    if (jwt === undefined) return 'unreadable';
    let keys: object;
    try {
      keys = await this.connection.keysOf(provider);
    } catch {
      return 'unavailable';
    }
    const key = keyFor(jwt, keys);
    if (key === undefined || !isSignedBy(jwt, key)) return 'signature';
    const claims = readLogoutToken(jwt, provider, this.clock.seconds());
    if (typeof claims === 'string') return claims;
    // Last, so that nobody but the provider can use an identifier up.
    const isFirst = await this.used.isFirstUse('logout', provider.issuer, claims.tokenId, claims.expiresAt);
    return isFirst ? claims : 'replayed';
  }
}
