import { Injectable } from '@nestjs/common';
import { userCaller } from './accounts/account-state.js';
import { PasswordVerifier } from './accounts/password.verifier.js';
import type { UserCaller } from './caller.js';
import type { Origin } from './credential.js';
import { AccessTokens } from './tokens/access-tokens.service.js';
import { RefreshTokens } from './tokens/refresh-tokens.service.js';
import { Sessions, type SessionView } from './tokens/sessions.service.js';

/** What a door wants of a sign-in; durations in seconds. */
export interface SignInOptions {
  readonly profile: 'watcher' | 'native';
  readonly accessSeconds: number;
  /** Idle life of the session with its refresh token and session key. */
  readonly refreshSeconds: number;
  /** `off`: the refresh token stays the same; `grace`: it rotates, the one before works for 10 s more. */
  readonly rotation: 'off' | 'grace';
  /** Make an opaque session key, too. */
  readonly sessionKey: boolean;
  /** False: the door has no use for an access token; it is then the empty string. */
  readonly accessToken?: boolean;
}

export interface SignedIn {
  readonly caller: UserCaller;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly sessionKey?: string;
}

/** People coming, staying and leaving. */
@Injectable()
export class SignIn {
  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly sessionStore: Sessions,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  /** @throws AuthError password.wrong | attempts.exceeded | auth.busy */
  async withPassword(login: string, password: string, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    const user = await this.passwords.verify(login, password, origin);
    const session = await this.sessionStore.begin(
      user,
      { rotation: options.rotation, idleSeconds: options.refreshSeconds, withKey: options.sessionKey },
      origin,
    );
    const issued =
      options.accessToken === false
        ? { accessToken: '', expiresInSeconds: 0 }
        : this.accessTokens.forUser(user, session.sessionId, options.profile, options.accessSeconds);
    return {
      caller: userCaller(user, session.sessionId),
      ...issued,
      refreshToken: this.refreshTokens.first(session, options.profile),
      ...(session.sessionKey === undefined ? {} : { sessionKey: session.sessionKey }),
    };
  }

  /** @throws AuthError refresh.invalid */
  async refresh(
    refreshToken: string,
    options: Pick<SignInOptions, 'profile' | 'accessSeconds' | 'refreshSeconds'>,
    origin: Origin,
  ): Promise<SignedIn> {
    const used = await this.refreshTokens.use(refreshToken, options.profile, options.refreshSeconds, origin);
    return {
      caller: userCaller(used.user, used.sessionId),
      ...this.accessTokens.forUser(used.user, used.sessionId, options.profile, options.accessSeconds),
      refreshToken: used.refreshToken,
    };
  }

  /** Ends a session with its tokens and key; ending what has ended is no error. */
  async end(sessionId: string, origin: Origin): Promise<void> {
    await this.sessionStore.end(sessionId, origin);
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
