import { DomainError, hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#config';
import type { DoneBy } from './accounts/done-by.js';
import { OneTimeTokenStore } from './accounts/one-time-token-store.js';
import { randomHex } from './accounts/secrets.js';
import { UsersService } from './accounts/users.service.js';
import type { Origin } from './credential.js';
import { type SignedIn, type SignInOptions, SignInService } from './sign-in.service.js';

export interface NewAutomaticSignIn {
  /** Until when it works; 15 minutes from now where absent, a day at most. */
  readonly validUntil?: Date | undefined;
  /** Idle life of the session that it starts, in seconds; at most a year. */
  readonly sessionSeconds?: number | undefined;
  /** What the token starts with: the user's id (Watcher v3) or the login (v2). */
  readonly form?: 'user-id' | 'login' | undefined;
}

const usualMilliseconds = 15 * 60_000;
const longestMilliseconds = 86_400_000;
const year = 365 * 86_400;

/** A token with which another system signs a person in, once, without their password. */
@Injectable()
export class AutomaticSignInService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: OneTimeTokenStore,
    private readonly signIn: SignInService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The API has checked the caller's right over the account before (`ManagedUsersService.assertControls`).
   * @returns `<user id>:<session seconds>:<valid until, seconds>:<salt>:<secret>`, or
   *   `<login>:<valid until, seconds>:<salt>:<secret>`; the secret has 160 random bits
   * @throws DomainError account.not-found, account.invalid (validUntil, sessionSeconds, disabled)
   */
  async generate(userId: number, wanted: NewAutomaticSignIn, by: DoneBy = {}): Promise<string> {
    const { id, login } = await this.users.get(userId);
    const expiresAt = this.expiryOf(wanted.validUntil);
    const sessionSeconds = this.sessionSecondsOf(wanted.sessionSeconds);
    const until = Math.floor(expiresAt.getTime() / 1000);
    const secret = `${until}:${randomHex(2)}:${randomHex(20)}`;
    const token = wanted.form === 'login' ? `${login}:${secret}` : `${id}:${sessionSeconds}:${secret}`;
    const inserted = await this.tokens.insert(
      { token, purpose: 'sign-in', userId, expiresAt, sessionSeconds: wanted.sessionSeconds },
      by,
    );
    if (!inserted) throw new DomainError('account.invalid', 'disabled, or gone meanwhile', { reason: 'disabled' });
    return token;
  }

  /**
   * Of two concurrent uses one succeeds.
   * @throws DomainError one-time-token.invalid, attempts.exceeded; factor.missing | factor.enrolment-required: the token is no
   *   second factor
   */
  async use(token: string, options: SignInOptions, origin: Origin): Promise<SignedIn> {
    const { user, sessionSeconds } = await this.tokens.use(token, 'sign-in', origin);
    const life = sessionSeconds === undefined ? options : { ...options, refreshSeconds: sessionSeconds };
    const actor = `user:${user.userId}`;
    const identified = { event: 'authn_login_success', actor, origin, reason: 'automatic-sign-in' } as const;
    return this.signIn.begin(user, life, origin, identified).catch((error: unknown) => {
      throw hasCode(error, 'password.wrong')
        ? new DomainError('one-time-token.invalid', 'the account changed meanwhile')
        : error;
    });
  }

  /** In whole seconds, as the token carries it. @throws DomainError account.invalid (validUntil) */
  private expiryOf(wanted: Date | undefined): Date {
    const now = this.clock.now().getTime();
    const until = Math.floor((wanted?.getTime() ?? now + usualMilliseconds) / 1000) * 1000;
    if (!(until > now && until <= now + longestMilliseconds))
      throw new DomainError('account.invalid', 'not within a day', { reason: 'validUntil' });
    return new Date(until);
  }

  /** In seconds. @throws DomainError account.invalid (sessionSeconds) */
  private sessionSecondsOf(wanted: number | undefined): number {
    const seconds = wanted ?? this.config.refreshTokenSeconds;
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > year)
      throw new DomainError('account.invalid', 'not within a year', { reason: 'sessionSeconds' });
    return seconds;
  }
}
