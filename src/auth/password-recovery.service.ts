import { Injectable } from '@nestjs/common';
import { PasswordReset } from './accounts/password-reset.js';
import type { Origin } from './credential.js';
import { RecoveryEmailSender } from './recovery-email-sender.js';
import { type SignedIn, type SignInOptions, SignInSteps } from './sign-in-steps.js';
import { ClientThrottle } from './throttles/client.throttle.js';

/** Forgotten passwords: a link by mail, one hour long, that works once. */
@Injectable()
export class PasswordRecoveryService {
  constructor(
    private readonly letters: RecoveryEmailSender,
    private readonly passwords: PasswordReset,
    private readonly steps: SignInSteps,
    private readonly throttle: ClientThrottle,
  ) {}

  /**
   * Sends a letter to whoever has this login or e-mail address; says nothing of whether there is somebody, in the same
   * time: looking and sending begin when it has answered. At most three letters a person and hour. Disabled people, and
   * those who may not change their own data, get none.
   * @param link makes the address in the letter out of the token
   * @throws DomainError attempts.exceeded
   */
  async request(loginOrEmail: string, link: (token: string) => string, origin: Origin): Promise<void> {
    await this.throttle.countLetter(origin.ip);
    this.letters.post(loginOrEmail, link, origin);
  }

  /** Waits until the letters under way are sent, or could not be. */
  settled(): Promise<void> {
    return this.letters.settled();
  }

  /**
   * Sets the password, ends all sessions, and signs in when options are given. A password that is refused leaves the
   * token as it was.
   * @throws DomainError one-time-token.invalid, attempts.exceeded, password.unacceptable, auth.busy
   */
  async reset(token: string, password: string, origin: Origin, options?: SignInOptions): Promise<SignedIn | undefined> {
    const user = await this.passwords.reset(token, password, origin);
    return options && this.steps.begin(user, options, origin);
  }
}
