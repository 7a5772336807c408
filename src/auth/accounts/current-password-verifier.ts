import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { LoginThrottle } from '../throttles/login.throttle.js';
import { SessionStore } from '../tokens/session-store.js';
import type { DoneBy } from './done-by.js';
import { PasswordHasher } from './password-hasher.js';
import type { UserEntity } from './user.entity.js';

const recentMilliseconds = 3_600_000;

/** What proves that a change of one's own account is made by its owner. */
export interface PasswordProof {
  /** The current password; it must be right. */
  readonly currentPassword?: string | undefined;
  /** The session of the request: it outlives a new password, its access tokens do not. */
  readonly sessionId?: string | undefined;
  /** The request itself carried the password. */
  readonly proven?: boolean | undefined;
}

/** Verifies the password of somebody who is already signed in; guesses count like failed logins. */
@Injectable()
export class CurrentPasswordVerifier {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError password.wrong | attempts.exceeded | auth.busy */
  async confirm(user: UserEntity, password: string, by: DoneBy): Promise<void> {
    const ip = by.origin?.ip;
    if (ip === undefined) return this.rejectIfWrong(await this.isRight(user, password), user, by);
    await this.throttle.inTurn(user.login, ip, async () => {
      await this.throttle.assertAllowed(user.login, ip);
      const right = await this.isRight(user, password);
      if (right) await this.throttle.succeeded(user.login, ip);
      else await this.throttle.failed(user.login, ip, false);
      this.rejectIfWrong(right, user, by);
    });
  }

  /**
   * Passes when the password was given recently: in this request, or when the session began within the hour. Otherwise a
   * stolen token could take over the account, by a new password or by an email address to send one to (R-PWD-4).
   * @throws DomainError password.wrong (missing)
   */
  async assertRecent({ id, secondFactor }: UserEntity, { sessionId, proven }: PasswordProof): Promise<void> {
    // Where there is a second factor, the session or the request may have begun with an app password.
    if (secondFactor) throw new DomainError('password.wrong', 'the current password is needed', { reason: 'missing' });
    if (proven === true) return;
    const begun = sessionId === undefined ? undefined : await this.sessions.begunAt(id, sessionId);
    if (begun !== undefined && this.clock.now().getTime() - begun.getTime() <= recentMilliseconds) return;
    throw new DomainError('password.wrong', 'the current password is needed', { reason: 'missing' });
  }

  private isRight({ passwordHash }: UserEntity, password: string): Promise<boolean> {
    return passwordHash === null ? this.hasher.verifyDecoy(password) : this.hasher.verify(passwordHash, password);
  }

  private rejectIfWrong(right: boolean, { id }: UserEntity, by: DoneBy): void {
    if (right) return;
    this.audit.record({ event: 'authn_password_change_fail', subject: `user:${id}`, ...by });
    throw new DomainError('password.wrong');
  }
}
