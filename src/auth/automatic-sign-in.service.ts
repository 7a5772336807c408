import { Injectable } from '@nestjs/common';
import type { DoneBy } from './accounts/done-by.js';
import type { Origin } from './credential.js';
import type { SignedIn, SignInOptions } from './sign-in.service.js';

export interface NewAutomaticSignIn {
  /** Until when it works; 15 minutes from now where absent, a day at most. */
  readonly validUntil?: Date | undefined;
  /** Idle life of the session it begins, in seconds. */
  readonly sessionSeconds?: number | undefined;
}

/** A token by which another system lets a person in, once, without their password. */
@Injectable()
export class AutomaticSignIn {
  /**
   * The caller's right over the account was asked for before (`ManagedUsers.assertControls`).
   * @returns `<user id>:<session seconds>:<valid until, seconds>:<salt>:<secret>`; the secret has 160 random bits
   * @throws AuthError account.not-found, account.invalid (validUntil, sessionSeconds)
   */
  async generate(_userId: number, _wanted: NewAutomaticSignIn, _by?: DoneBy): Promise<string> {
    throw new Error('not built yet');
  }

  /** Of two at the same moment one gets in. @throws AuthError one-time-token.invalid, attempts.exceeded */
  async use(_token: string, _options: SignInOptions, _origin: Origin): Promise<SignedIn> {
    throw new Error('not built yet');
  }
}
