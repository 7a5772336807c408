import { isAuthError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { ApplicationState } from '../accounts/account-state.js';
import { contextOf } from '../authentication-context.js';
import { type Origin, tokenProfiles } from '../credential.js';
import { AccessTokenVerifier, type VerifiedToken } from '../tokens/access-token.verifier.js';
import { RefreshTokenStore } from '../tokens/refresh-token-store.js';
import { RevokedTokensService } from '../revocations/revoked-tokens.service.js';
import { SessionStore } from '../tokens/session-store.js';
import { TokenCallerResolver } from '../tokens/token-caller-resolver.js';
import { VerifiedTokenCache } from '../tokens/verified-token-cache.js';

/** What introspection shows of an active token (RFC 7662 §2.2). */
export interface ActiveToken {
  readonly tokenType: 'Bearer' | 'DPoP' | 'refresh_token';
  readonly scope: string;
  readonly clientId: string;
  /** A person's `sub`, or the client id of a program. */
  readonly subject: string;
  readonly audience: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly tokenId: string | undefined;
  /** Of the key that it is bound to (RFC 9449 §6.2). */
  readonly thumbprint: string | undefined;
  /** Undefined for programs. */
  readonly login: string | undefined;
  /** When the person proved who they are, in seconds since 1970, and what that was worth (RFC 9470 §6.2). */
  readonly authTime: number | undefined;
  readonly acr: string | undefined;
}

/** Introspection (RFC 7662) and revocation (RFC 7009), for access tokens of every profile and for refresh tokens. */
@Injectable()
export class TokenInspectionService {
  /** Tokens for any audience: they authenticate nobody here, so they are in no cache that does. */
  private readonly inspected = new VerifiedTokenCache();

  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly callers: TokenCallerResolver,
    private readonly refreshTokens: RefreshTokenStore,
    private readonly sessionStore: SessionStore,
    private readonly revoked: RevokedTokensService,
    private readonly config: Config,
  ) {}

  /**
   * An active token that the client may see: its own, or one whose audience is a resource registered to it. Undefined for
   * every other text.
   */
  async introspect(client: ApplicationState, token: string): Promise<ActiveToken | undefined> {
    const refresh = await this.refreshTokens.inspect(token, client.applicationId);
    if (refresh !== undefined) return { ...refresh, clientId: client.clientId, tokenType: 'refresh_token' };
    const verified = this.callers.recall(token, tokenProfiles, this.inspected) ?? (await this.genuine(token));
    if (verified === undefined) return undefined;
    this.inspected.remember(token, verified);
    const { claims } = verified;
    if (claims.clientId !== client.clientId && !client.registration.resources.includes(claims.audience))
      return undefined;
    try {
      const caller = await this.callers.callerOf(verified);
      const permissions = [...caller.permissions].join(' ');
      return {
        tokenType: claims.thumbprint === undefined ? 'Bearer' : 'DPoP',
        thumbprint: claims.thumbprint,
        scope: claims.scope ?? permissions,
        clientId: claims.clientId,
        subject: claims.subject,
        audience: claims.audience,
        issuedAt: claims.issuedAt,
        expiresAt: claims.expiresAt,
        tokenId: claims.tokenId,
        login: caller.kind === 'user' ? caller.login : undefined,
        authTime: claims.authTime,
        acr: claims.amr && contextOf(claims.amr),
      };
    } catch (error) {
      if (isAuthError(error)) return undefined;
      throw error;
    }
  }

  /** Ends a token of the client: an access token alone, a refresh token with its session. Any other text ends nothing. */
  async revoke(client: ApplicationState, token: string, origin: Origin): Promise<void> {
    const session = await this.refreshTokens.sessionOf(token, client.applicationId);
    if (session !== undefined) {
      await this.sessionStore.end(session.id, origin, 'session_logout', `client:${client.clientId}`);
      return;
    }
    const verified = await this.genuine(token);
    if (verified === undefined || verified.claims.clientId !== client.clientId) return;
    const { tokenId, expiresAt, originallyIssuedAt } = verified.claims;
    // A CAM2 token is of use until its refresh window is over.
    const usableUntil =
      originallyIssuedAt === undefined ? expiresAt : originallyIssuedAt + this.config.cam2V1RefreshWindowSeconds;
    const subject = verified.claims.sessionId === undefined ? undefined : `session:${verified.claims.sessionId}`;
    await this.revoked.revoke(tokenId, new Date(Math.max(expiresAt, usableUntil) * 1000), {
      event: 'authn_token_revoked',
      actor: `client:${client.clientId}`,
      subject,
      origin,
    });
  }

  private async genuine(token: string): Promise<VerifiedToken | undefined> {
    try {
      return await this.verifier.verify(token, tokenProfiles, { anyAudience: true });
    } catch (error) {
      if (isAuthError(error)) return undefined;
      throw error;
    }
  }
}
