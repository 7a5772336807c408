import { Injectable } from '@nestjs/common';
import { PasswordVerifier } from './accounts/password.verifier.js';
import type { Origin } from './credential.js';
import { type RenewalOptions, type SignedIn, type SignInOptions, SignInSteps } from './sign-in-steps.js';
import { RefreshTokenStore } from './tokens/refresh-token-store.js';
import { SessionStore, type SessionView } from './tokens/session-store.js';

/** People coming, staying and leaving. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly steps: SignInSteps,
    private readonly sessionStore: SessionStore,
    private readonly refreshTokens: RefreshTokenStore,
  ) {}

  /** @throws DomainError password.wrong | attempts.exceeded | auth.busy | permission.missing */
  async withPassword(login: string, password: string, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    const user = await this.passwords.verify(login, password, origin);
    return this.steps.begin(user, options, origin);
  }

  /** @throws DomainError refresh.invalid | permission.missing */
  refresh(refreshToken: string, options: RenewalOptions, origin: Origin): Promise<SignedIn> {
    return this.steps.renew(refreshToken, options, origin);
  }

  /** Ends a session with its tokens and key; ending what has ended is no error. */
  async end(sessionId: string, origin: Origin, actor?: string): Promise<void> {
    await this.sessionStore.end(sessionId, origin, 'session_logout', actor);
  }

  /**
   * Ends a live session of one user; says whether there was one. Somebody else's and one that is not there are alike.
   * @param actor who does it, where it is not the user
   */
  endOf(userId: number, sessionId: string, origin: Origin, actor?: string): Promise<boolean> {
    return this.sessionStore.endOf(userId, sessionId, origin, actor);
  }

  /** Ends the session of a refresh token; one that is unknown ends nothing. */
  async endByRefreshToken(refreshToken: string, origin: Origin): Promise<void> {
    const sessionId = await this.refreshTokens.sessionOf(refreshToken);
    if (sessionId !== undefined) await this.sessionStore.end(sessionId, origin);
  }

  /** Live sessions, newest first, at most 100. */
  sessions(userId: number): Promise<readonly SessionView[]> {
    return this.sessionStore.list(userId);
  }
}
