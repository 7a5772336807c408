import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { userCaller, type UserState } from './accounts/account-state.js';
import type { AccessLevel, UserCaller } from './caller.js';
import type { Origin } from './credential.js';
import { narrowScope, narrowUser, permissionsOfUser } from './permissions.js';
import { AccessTokenIssuer } from './tokens/access-token-issuer.js';
import { RefreshTokenStore } from './tokens/refresh-token-store.js';
import { SessionStore } from './tokens/session-store.js';

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
  /** The door is for people of this level: others are known, but may not come in. */
  readonly onlyLevel?: AccessLevel;
}

/** What renewing a sign-in needs of it. */
export interface RenewalOptions extends Pick<
  SignInOptions,
  'profile' | 'accessSeconds' | 'refreshSeconds' | 'onlyLevel'
> {
  /** What the next access token is narrowed to; the refresh token keeps all of it (R-REF-1). */
  readonly scope?: string | undefined;
}

export interface SignedIn {
  readonly caller: UserCaller;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly sessionKey?: string;
}

/** What follows once it is known who somebody is: the session and its tokens. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly sessions: SessionStore,
    private readonly accessTokens: AccessTokenIssuer,
    private readonly refreshTokens: RefreshTokenStore,
  ) {}

  /** @throws DomainError password.wrong when the account changed since it was looked at; permission.missing (level) */
  async begin(user: UserState, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    assertLevel(user, options);
    const session = await this.sessions.begin(
      user,
      { rotation: options.rotation, idleSeconds: options.refreshSeconds, withKey: options.sessionKey },
      origin,
    );
    const issued =
      options.accessToken === false
        ? { accessToken: '', expiresInSeconds: 0 }
        : this.accessTokens.forUser(user, session.sessionId, options.profile, options.accessSeconds);
    return {
      caller: userCaller(user, { sessionId: session.sessionId }),
      ...issued,
      refreshToken: this.refreshTokens.first(session, options.profile),
      ...(session.sessionKey === undefined ? {} : { sessionKey: session.sessionKey }),
    };
  }

  /**
   * The next tokens; what is refused costs the client nothing (R-REF-6).
   * @throws DomainError refresh.invalid; scope.invalid; permission.missing (level)
   */
  async renew(refreshToken: string, options: RenewalOptions, origin: Origin): Promise<SignedIn> {
    const { profile, accessSeconds, refreshSeconds } = options;
    let scope: string | undefined;
    const demand = (owner: UserState): void => {
      assertLevel(owner, options);
      scope = narrowScope(permissionsOfUser(owner.accessLevel), options.scope);
    };
    const used = await this.refreshTokens.use(refreshToken, { profile, idleSeconds: refreshSeconds, demand }, origin);
    return {
      caller: narrowUser(userCaller(used.user, { sessionId: used.sessionId }), scope),
      ...this.accessTokens.forUser(used.user, used.sessionId, profile, accessSeconds, scope),
      refreshToken: used.refreshToken,
    };
  }
}

function assertLevel(user: UserState, { onlyLevel }: Pick<SignInOptions, 'onlyLevel'>): void {
  if (onlyLevel !== undefined && user.accessLevel !== onlyLevel)
    throw new DomainError('permission.missing', `a door for ${onlyLevel} only`);
}
