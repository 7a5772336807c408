import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#config';
const usualMilliseconds = 15 * 60_000;
const longestMilliseconds = 86_400_000;
const year = 365 * 86_400;

/** How long an automatic sign-in may wait, and the session that it begins may last. */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** In whole seconds, as the token says it. @throws DomainError account.invalid (validUntil) */
  expiryOf(wanted: Date | undefined): Date {
    const now = this.clock.now().getTime();
    const until = Math.floor((wanted?.getTime() ?? now + usualMilliseconds) / 1000) * 1000;
    if (!(until > now && until <= now + longestMilliseconds))
      throw new DomainError('account.invalid', 'not within a day', { reason: 'validUntil' });
    return new Date(until);
  }

  /** In seconds. @throws DomainError account.invalid (sessionSeconds) */
  lifeOf(wanted: number | undefined): number {
    const seconds = wanted ?? this.config.refreshTokenSeconds;
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > year)
      throw new DomainError('account.invalid', 'not within a year', { reason: 'sessionSeconds' });
    return seconds;
  }
}
