import { Injectable } from '@nestjs/common';
import type { Origin } from './credential.js';
import type { SignedIn, SignInOptions } from './sign-in.service.js';

/** Forgotten passwords: a link by mail, one hour long, that works once. */
@Injectable()
export class PasswordRecovery {
  /**
   * Sends a letter to whoever has this login or e-mail address; says nothing of whether there is somebody, in the same
   * time. At most three letters a person and hour.
   * @param link makes the address in the letter out of the token
   * @throws AuthError attempts.exceeded
   */
  async request(_loginOrEmail: string, _link: (token: string) => string, _origin: Origin): Promise<void> {
    throw new Error('not built yet');
  }

  /**
   * Sets the password, ends all sessions, and signs in when options are given.
   * @throws AuthError one-time-token.invalid, password.unacceptable, auth.busy
   */
  async reset(
    _token: string,
    _password: string,
    _origin: Origin,
    _options?: SignInOptions,
  ): Promise<SignedIn | undefined> {
    throw new Error('not built yet');
  }
}
