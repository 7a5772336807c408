import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#config';
import { LRUCache } from 'lru-cache';
import type { UserCaller } from '../caller.js';
import type { Origin } from '../credential.js';
import { userCaller, type UserState } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { PasswordVerifier, type ProvenUser } from './password.verifier.js';

interface Success {
  readonly subject: string;
  /** As it was then: a changed login no longer signs in. */
  readonly login: string;
  readonly epoch: number;
  readonly at: number;
}

const rememberMilliseconds = 60_000;

/**
 * Resolves a login and password on every request (Basic) to a caller. A right pair is cached for a minute under an HMAC key
 * of this process, bound to the user's epoch, so that not every request costs a hash; concurrent requests share one.
 */
@Injectable()
export class PasswordCallerResolver {
  private readonly key = randomBytes(32);
  private readonly successes = new LRUCache<string, Success>({ max: 10_000 });
  private readonly pending = new Map<string, Promise<ProvenUser>>();

  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly states: AccountStateReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError password.wrong | attempts.exceeded | auth.busy */
  async authenticate(login: string, password: string, origin: Origin): Promise<UserCaller> {
    const key = createHmac('sha256', this.key)
      .update(`${Buffer.byteLength(login)}:${login}${password}`)
      .digest('base64url');
    const success = this.successes.get(key);
    if (success !== undefined && this.clock.now().getTime() - success.at < rememberMilliseconds) {
      const state = await this.states.user(success.subject);
      if (state !== undefined && !state.disabled && isSame(state, success)) return userCaller(state);
    }
    const { user, appPasswordId } = await this.verifyOnce(key, login, password, origin);
    return userCaller(user, appPasswordId === undefined ? {} : { appPasswordId });
  }

  private verifyOnce(key: string, login: string, password: string, origin: Origin): Promise<ProvenUser> {
    // Only requests of one address share: another address has its own throttle.
    const sharedKey = `${key} ${origin.ip}`;
    const pending = this.pending.get(sharedKey) ?? this.verify(key, login, password, origin);
    this.pending.set(sharedKey, pending);
    return pending.finally(() => this.pending.delete(sharedKey));
  }

  private async verify(key: string, login: string, password: string, origin: Origin): Promise<ProvenUser> {
    const proven = await this.passwords.verify(login, password, origin);
    const { subject, login: spelt, epoch } = proven.user;
    if (proven.appPasswordId === undefined)
      this.successes.set(key, { subject, login: spelt, epoch, at: this.clock.now().getTime() });
    return proven;
  }
}

function isSame(state: UserState, success: Success): boolean {
  return !state.secondFactor && state.epoch === success.epoch && state.login === success.login;
}
