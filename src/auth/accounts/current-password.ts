import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { AuthError } from '../auth.errors.js';
import { LoginThrottle } from '../throttles/login.throttle.js';
import type { DoneBy } from './done-by.js';
import { PasswordHasher } from './password-hasher.service.js';
import type { UserEntity } from './user.entity.js';

/** Asks somebody who is signed in for their password again; guesses count like failed logins. */
@Injectable()
export class CurrentPassword {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AuthError password.wrong | attempts.exceeded | auth.busy */
  async confirm(user: UserEntity, password: string, by: DoneBy): Promise<void> {
    const ip = by.origin?.ip;
    if (ip === undefined) return this.demand(await this.isRight(user, password), user, by);
    await this.throttle.inTurn(user.login, ip, async () => {
      await this.throttle.admit(user.login, ip);
      const right = await this.isRight(user, password);
      if (right) await this.throttle.succeeded(user.login, ip);
      else await this.throttle.failed(user.login, ip, false);
      this.demand(right, user, by);
    });
  }

  private isRight({ passwordHash }: UserEntity, password: string): Promise<boolean> {
    return passwordHash === null ? this.hasher.verifyDecoy(password) : this.hasher.verify(passwordHash, password);
  }

  private demand(right: boolean, { id }: UserEntity, by: DoneBy): void {
    if (right) return;
    this.audit.record({ event: 'authn_password_change_fail', subject: `user:${id}`, ...by });
    throw new AuthError('password.wrong');
  }
}
