import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressGroup } from './address.js';
import { noteCount, noteRateLimit } from './rate-limits.js';
import { remainingSeconds } from './remaining-seconds.js';
import { ThrottleKeys } from './throttle-keys.js';

const freeFailures = 5;
const windowSeconds = 15 * 60;
const longestDelaySeconds = 900;
const accountFailures = 30;
const accountWindowSeconds = 12 * 3600;
const accountDelaySeconds = 60;
const hourFactor = 10;
/** Many people may share one address: a proxy, a company, a provider's customers. */
const peopleBehindAddress = 20;
// Attempts queue by account and address, or a burst of guesses would be checked before the first one counts.
const queueLimit = 64;
/** Of one account from one address, in the headers of answers. */
const policy = 'sign-in-failures';

/** What a failed login led to, for the audit log. */
export type LoginFailure = 'counted' | 'delayed' | 'account-delayed';

/**
 * Slows down the guessing of passwords without locking anybody out for good. Limits by account and address with a growing
 * delay and the failures per minute that the operator allows (R-LOCK-1), by account over all addresses (R-LOCK-2), and by
 * address, which may fail 20 times as often as one of its people (R-LOCK-3). Counts in this process's memory.
 */
@Injectable()
export class LoginThrottle {
  private readonly enabled: boolean;
  private readonly failures = new RateLimiterMemory({ points: freeFailures, duration: windowSeconds });
  private readonly delays = new RateLimiterMemory({ points: 1, duration: longestDelaySeconds });
  private readonly accounts = new RateLimiterMemory({ points: accountFailures, duration: accountWindowSeconds });
  private readonly accountDelays = new RateLimiterMemory({ points: 1, duration: longestDelaySeconds });
  private readonly pairs: RateLimiterMemory;
  private readonly minutes: RateLimiterMemory;
  private readonly hours: RateLimiterMemory;
  private readonly turns = new Map<string, { last: Promise<unknown>; waiting: number }>();

  constructor(
    private readonly keys: ThrottleKeys,
    config: Config,
  ) {
    this.enabled = config.loginsPerMinute > 0;
    const ofAddress = config.loginsPerMinute * peopleBehindAddress;
    this.pairs = new RateLimiterMemory({ points: config.loginsPerMinute, duration: 60 });
    this.minutes = new RateLimiterMemory({ points: ofAddress, duration: 60 });
    this.hours = new RateLimiterMemory({ points: ofAddress * hourFactor, duration: 3600 });
  }

  /**
   * Runs attempts of one account from one address one after the other.
   * @throws DomainError auth.busy when too many wait already
   */
  async inTurn<T>(login: string, ip: string, attempt: () => Promise<T>): Promise<T> {
    if (!this.enabled) return attempt();
    const key = this.keys.ofLogin(login, addressGroup(ip));
    const turn = this.turns.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (turn.waiting >= queueLimit)
      throw new DomainError('auth.busy', 'too many attempts wait', { retryAfterSeconds: 1 });
    turn.waiting += 1;
    this.turns.set(key, turn);
    const mine = turn.last.then(attempt, attempt);
    turn.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      turn.waiting -= 1;
      if (turn.waiting === 0) this.turns.delete(key);
    }
  }

  /**
   * By account and address together.
   * @throws DomainError attempts.exceeded; a rejected attempt is not counted, so further attempts do not prolong it
   */
  async assertAllowed(login: string, ip: string): Promise<void> {
    if (!this.enabled) return;
    const key = this.keys.ofLogin(login, addressGroup(ip));
    const waits = await Promise.all([
      remainingSeconds(this.delays, key, 1),
      remainingSeconds(this.pairs, key, this.pairs.points),
    ]);
    const wait = Math.max(...waits);
    if (wait === 0) return;
    noteCount(policy, this.pairs, { consumedPoints: this.pairs.points, msBeforeNext: wait * 1000 });
    throw tooManyLogins(wait);
  }

  /** How many seconds the whole address waits because of failures at any accounts; 0: it does not. */
  async addressDelay(ip: string): Promise<number> {
    if (!this.enabled) return 0;
    const key = this.keys.of(addressGroup(ip));
    const waits = await Promise.all([
      remainingSeconds(this.minutes, key, this.minutes.points),
      remainingSeconds(this.hours, key, this.hours.points),
    ]);
    return Math.max(...waits);
  }

  /** Whether the account waits because of failures from anywhere; the caller is only told that the password is wrong. */
  async isAccountDelayed(login: string): Promise<boolean> {
    return this.enabled && (await remainingSeconds(this.accountDelays, this.keys.ofLogin(login), 1)) > 0;
  }

  /** @param accountToo false while the account waits: failures then do not prolong it */
  async failed(login: string, ip: string, accountToo: boolean): Promise<LoginFailure> {
    if (!this.enabled) return 'counted';
    const address = addressGroup(ip);
    const key = this.keys.ofLogin(login, address);
    const [counted] = await Promise.all([
      this.pairs.penalty(key),
      this.minutes.penalty(this.keys.of(address)),
      this.hours.penalty(this.keys.of(address)),
    ]);
    // Not the account's count over all addresses, of which nobody is told (R-LOCK-2).
    noteCount(policy, this.pairs, counted);
    const accountDelayed = accountToo && (await this.countForAccount(login));
    const { consumedPoints } = await this.failures.penalty(key);
    if (consumedPoints < freeFailures) return accountDelayed ? 'account-delayed' : 'counted';
    const delay = Math.min(2 ** (consumedPoints - freeFailures), longestDelaySeconds);
    await this.delays.set(key, 1, delay);
    // The count must outlive the delay it led to.
    await this.failures.set(key, consumedPoints, windowSeconds + delay);
    return 'delayed';
  }

  /** Clears this address's failures for this account; true when there were any (R-LOCK-5). */
  async succeeded(login: string, ip: string): Promise<boolean> {
    if (!this.enabled) return false;
    const key = this.keys.ofLogin(login, addressGroup(ip));
    await Promise.all([this.delays.delete(key), this.pairs.delete(key)]);
    const { points, duration } = this.pairs;
    noteRateLimit({ policy, quota: points, windowSeconds: duration, remaining: points });
    return this.failures.delete(key);
  }

  private async countForAccount(login: string): Promise<boolean> {
    const key = this.keys.ofLogin(login);
    const { consumedPoints } = await this.accounts.penalty(key);
    if (consumedPoints < accountFailures) return false;
    const delay = Math.min(Math.floor(consumedPoints / accountFailures) * accountDelaySeconds, longestDelaySeconds);
    await this.accountDelays.set(key, 1, delay);
    return true;
  }
}

export function tooManyLogins(retryAfterSeconds: number): DomainError {
  return new DomainError('attempts.exceeded', 'too many failed logins', { retryAfterSeconds });
}
