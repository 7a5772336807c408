import { type AuditEvent, AuditLogService } from '#audit';
import { Clock } from '#config';
import { DomainError, isAuthError } from '#errors';
import { Injectable } from '@nestjs/common';
import { userCaller, type UserState } from './accounts/account-state.js';
import { PasswordVerifier } from './accounts/password.verifier.js';
import type { AccessLevel, UserCaller } from './caller.js';
import type { Origin } from './credential.js';
import { PersonSignIn, type SignInProof } from './person-sign-in.js';
import { grantScope, narrowScope, narrowUser, scopesOfUser } from './permissions.js';
import { AccessTokenIssuer } from './tokens/access-token-issuer.js';
import { RefreshTokenStore } from './tokens/refresh-token-store.js';
import { SessionStore, type SessionView } from './tokens/session-store.js';

/** How a dialect signs people in; durations in seconds. */
export interface SignInOptions {
  readonly profile: 'watcher' | 'native';
  readonly accessSeconds: number;
  /** Idle life of the session with its refresh token and session key. */
  readonly refreshSeconds: number;
  /** `off`: the refresh token stays the same; `grace`: it rotates, the one before works for 10 s more. */
  readonly rotation: 'off' | 'grace';
  /** How the person proved who they are just now (RFC 8176). */
  readonly amr?: readonly string[];
  /** The app password that it began with. */
  readonly appPasswordId?: number;
  /** Also issue an opaque session key. */
  readonly sessionKey: boolean;
  /** False: no access token is issued; it is then the empty string. */
  readonly accessToken?: boolean;
  /** Only people of this level may sign in. */
  readonly onlyLevel?: AccessLevel;
}

/** The options that renewal uses. */
export interface RenewalOptions extends Pick<
  SignInOptions,
  'profile' | 'accessSeconds' | 'refreshSeconds' | 'onlyLevel'
> {
  /** What the next access token is narrowed to; the refresh token keeps all of it (R-REF-1). */
  readonly scope?: string | undefined;
}

export interface SignedIn {
  readonly caller: UserCaller;
  /** What the access token may be used for, as scope words; without narrowing all that the person's may name. */
  readonly scope: string;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly sessionKey?: string;
}

/** Signing people in and out, and renewing their tokens. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly people: PersonSignIn,
    private readonly sessionStore: SessionStore,
    private readonly accessTokens: AccessTokenIssuer,
    private readonly refreshTokens: RefreshTokenStore,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs a person in at an API of ours, where everything they prove comes at once.
   * @throws DomainError as `PersonSignIn.atOnce`
   */
  async withProof(proof: SignInProof, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    const { user, amr, events } = await this.people.atOnce(proof, origin);
    return this.begin(user, { ...options, amr }, origin, ...events);
  }

  /**
   * Signs a person in at an API of others, which knows nothing but login and password.
   * @throws DomainError password.wrong (also the password alone of an account that has or must have a second factor)
   *   | attempts.exceeded | auth.busy | permission.missing
   */
  async withPassword(login: string, password: string, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    const { user, event, appPasswordId } = await this.passwords.proveForProgram(login, password, origin);
    const by = appPasswordId === undefined ? {} : { appPasswordId };
    return this.begin(user, { ...options, ...by }, origin, event);
  }

  /**
   * The session and tokens of a user whom another service of this module identified.
   * @param identified how; recorded in the transaction of the session
   * @throws DomainError password.wrong when the account changed since it was read; permission.missing (level);
   *   factor.missing | factor.enrolment-required where the options' `amr` lacks the second factor
   */
  async begin(
    user: UserState,
    options: SignInOptions,
    origin: Origin,
    ...identified: readonly AuditEvent[]
  ): Promise<SignedIn> {
    try {
      return await this.beginSession(user, options, origin, identified);
    } catch (error) {
      // The proof was right, and nobody was signed in: the account changed meanwhile, or more is wanted of it here.
      if (isAuthError(error))
        this.audit.record({ event: 'authz_fail', actor: `user:${user.userId}`, origin, reason: error.code });
      throw error;
    }
  }

  /**
   * The next tokens. A rejected request leaves the refresh token usable (R-REF-6).
   * @throws DomainError refresh.invalid | scope.invalid | permission.missing (level)
   */
  async refresh(refreshToken: string, options: RenewalOptions, origin: Origin): Promise<SignedIn> {
    const { profile, accessSeconds, refreshSeconds } = options;
    let scope: string | undefined;
    const check = (owner: UserState): void => {
      assertLevel(owner, options);
      scope = narrowScope(scopesOfUser(owner.accessLevel), options.scope);
    };
    const used = await this.refreshTokens.use(
      refreshToken,
      { profile, idleSeconds: refreshSeconds, applicationId: null, check },
      origin,
    );
    return {
      caller: narrowUser(userCaller(used.user, { sessionId: used.session.id }), scope),
      scope: scope ?? grantScope(scopesOfUser(used.user.accessLevel), undefined),
      ...this.accessTokens.forUser(used.user, used.session.id, profile, accessSeconds, {
        grant: 'refresh_token',
        scope,
        authTime: used.session.authTime ?? undefined,
        amr: used.session.amr ?? undefined,
      }),
      refreshToken: used.refreshToken,
    };
  }

  /** Ends a session with its tokens and key; a session that has already ended is no error. */
  async end(sessionId: string, origin: Origin, actor?: string): Promise<void> {
    await this.sessionStore.end(sessionId, origin, 'session_logout', actor);
  }

  /**
   * Ends a live session of one user; false when there was none, or it is somebody else's.
   * @param actor who ends it, where that is not the user
   */
  endOf(userId: number, sessionId: string, origin: Origin, actor?: string): Promise<boolean> {
    return this.sessionStore.endOf(userId, sessionId, origin, actor);
  }

  /** Ends every live session of a user, but the one that is named; returns how many. */
  endAll(userId: number, origin: Origin, actor?: string, but?: string): Promise<number> {
    return this.sessionStore.endAll(userId, origin, actor, but);
  }

  /** Ends the session of a refresh token; an unknown token ends nothing. */
  async endByRefreshToken(refreshToken: string, origin: Origin): Promise<void> {
    const session = await this.refreshTokens.sessionOf(refreshToken);
    if (session !== undefined)
      await this.sessionStore.end(session.id, origin, 'session_logout', `user:${session.userId}`);
  }

  /** Live sessions, newest first, at most 100. */
  sessions(userId: number): Promise<readonly SessionView[]> {
    return this.sessionStore.list(userId);
  }

  private async beginSession(
    user: UserState,
    options: SignInOptions,
    origin: Origin,
    identified: readonly AuditEvent[],
  ): Promise<SignedIn> {
    assertLevel(user, options);
    const session = await this.sessionStore.begin(
      user,
      {
        rotation: options.rotation,
        idleSeconds: options.refreshSeconds,
        withKey: options.sessionKey,
        ...proofOf(options),
      },
      origin,
      identified,
    );
    const issued =
      options.accessToken === false
        ? { accessToken: '', expiresInSeconds: 0 }
        : this.accessTokens.forUser(user, session.sessionId, options.profile, options.accessSeconds, {
            grant: 'sign_in',
            authTime: options.amr && this.clock.now(),
            amr: options.amr,
          });
    return {
      caller: userCaller(user, { sessionId: session.sessionId }),
      scope: grantScope(scopesOfUser(user.accessLevel), undefined),
      ...issued,
      refreshToken: this.refreshTokens.first(session, options.profile),
      ...(session.sessionKey === undefined ? {} : { sessionKey: session.sessionKey }),
    };
  }
}

function proofOf({ amr, appPasswordId }: SignInOptions): Pick<SignInOptions, 'amr' | 'appPasswordId'> {
  return { ...(amr === undefined ? {} : { amr }), ...(appPasswordId === undefined ? {} : { appPasswordId }) };
}

function assertLevel(user: UserState, { onlyLevel }: Pick<SignInOptions, 'onlyLevel'>): void {
  if (onlyLevel !== undefined && user.accessLevel !== onlyLevel)
    throw new DomainError('permission.missing', `for ${onlyLevel} only`);
}
