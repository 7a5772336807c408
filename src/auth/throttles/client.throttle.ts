import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressGroup } from './address.js';
import { noteCount } from './rate-limits.js';
import { remainingSeconds } from './remaining-seconds.js';
import { ThrottleKeys } from './throttle-keys.js';

const clientFailures = 10;
const keyFailures = 30;
const emails = 20;
const externalSignIns = 120;
const userCodes = 10;
const userCodeSeconds = 600;

/**
 * Limits for programs (R-LOCK-3): failures of one client id from one address, wrong keys from one address, tokens; and
 * emails that one address has sent to others.
 */
@Injectable()
export class ClientThrottle {
  private readonly enabled: boolean;
  private readonly clients = new RateLimiterMemory({ points: clientFailures, duration: 60 });
  private readonly addresses = new RateLimiterMemory({ points: keyFailures, duration: 60 });
  private readonly emails = new RateLimiterMemory({ points: emails, duration: 60 });
  private readonly externalSignIns = new RateLimiterMemory({ points: externalSignIns, duration: 60 });
  private readonly userCodes = new RateLimiterMemory({ points: userCodes, duration: userCodeSeconds });
  private readonly tokens: RateLimiterMemory | undefined;

  constructor(
    private readonly keys: ThrottleKeys,
    config: Config,
  ) {
    this.enabled = config.loginsPerMinute > 0;
    this.tokens =
      config.tokensPerMinute > 0 ? new RateLimiterMemory({ points: config.tokensPerMinute, duration: 60 }) : undefined;
  }

  /** @throws DomainError attempts.exceeded when this client id failed 10 times in a minute from this address */
  async assertClientAllowed(clientId: string, ip: string): Promise<void> {
    if (!this.enabled) return;
    const wait = await remainingSeconds(this.clients, this.keys.of(clientId, addressGroup(ip)), clientFailures);
    if (wait > 0) noteCount(wrongSecrets, this.clients, { consumedPoints: clientFailures, msBeforeNext: wait * 1000 });
    if (wait > 0) throw new DomainError('attempts.exceeded', 'too many wrong secrets', { retryAfterSeconds: wait });
  }

  async clientFailed(clientId: string, ip: string): Promise<void> {
    if (!this.enabled) return;
    noteCount(wrongSecrets, this.clients, await this.clients.penalty(this.keys.of(clientId, addressGroup(ip))));
  }

  async clientSucceeded(clientId: string, ip: string): Promise<void> {
    if (this.enabled) await this.clients.delete(this.keys.of(clientId, addressGroup(ip)));
  }

  /**
   * Counts a wrong key. Right keys are never delayed: they have 160 random bits or more, so this limits noise, not guessing,
   * and strangers behind the same address must not lock anybody out.
   * @throws DomainError attempts.exceeded from the 31st in a minute on
   */
  async keyFailed(ip: string): Promise<void> {
    if (!this.enabled) return;
    const key = this.keys.of(addressGroup(ip));
    const wait = await remainingSeconds(this.addresses, key, keyFailures);
    if (wait > 0) throw new DomainError('attempts.exceeded', 'too many wrong keys', { retryAfterSeconds: wait });
    await this.addresses.penalty(key);
  }

  /** Counts a recovery email that is requested. @throws DomainError attempts.exceeded from the 21st in a minute on */
  async countEmail(ip: string): Promise<void> {
    if (!this.enabled) return;
    await count('emails', this.emails, this.keys.of(addressGroup(ip)), 'too many emails');
  }

  /**
   * Counts a sign-in that begins at an external provider; an office behind one address may begin many.
   * @throws DomainError attempts.exceeded from the 121st in a minute on
   */
  async countExternalSignIn(ip: string): Promise<void> {
    if (!this.enabled) return;
    await count(
      'external-sign-ins',
      this.externalSignIns,
      this.keys.of(addressGroup(ip)),
      'too many external sign-ins',
    );
  }

  /**
   * Counts a look-up of a device's code by a person; `userCodeFound` takes it back. Nobody can use up another person's.
   * @throws DomainError attempts.exceeded from the 11th wrong one in ten minutes on
   */
  async countUserCode(subject: string): Promise<void> {
    if (!this.enabled) return;
    await count('user-codes', this.userCodes, this.keys.of('user-code', subject), 'too many wrong user codes');
  }

  async userCodeFound(subject: string): Promise<void> {
    if (this.enabled) await this.userCodes.reward(this.keys.of('user-code', subject));
  }

  /**
   * Counts a token of an authenticated client, so that nobody can use up another client's limit.
   * @throws DomainError attempts.exceeded
   */
  async countToken(clientId: string): Promise<void> {
    if (this.tokens === undefined) return;
    await count('tokens', this.tokens, this.keys.of(clientId), 'too many tokens');
  }
}

const wrongSecrets = 'client-failures';

/** @throws DomainError attempts.exceeded */
async function count(policy: string, counter: RateLimiterMemory, key: string, detail: string): Promise<void> {
  const counted = await counter.penalty(key);
  noteCount(policy, counter, counted);
  if (counted.consumedPoints > counter.points)
    throw new DomainError('attempts.exceeded', detail, {
      retryAfterSeconds: Math.max(1, Math.ceil(counted.msBeforeNext / 1000)),
    });
}
