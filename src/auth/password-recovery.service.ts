import { DomainError, hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Config } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import { userCaller, type UserState } from './accounts/account-state.js';
import { OneTimeTokenStore } from './accounts/one-time-token-store.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { checkNewPassword } from './accounts/password-rules.js';
import { signsInLocally, type UserCaller } from './caller.js';
import type { Origin } from './credential.js';
import { RecoveryEmailSender } from './recovery-email-sender.js';
import { RevocationsService } from './revocations/revocations.service.js';
import { type SignedIn, type SignInOptions, SignInService } from './sign-in.service.js';

/** Whose password was set. */
export interface PasswordReset {
  readonly person: UserCaller;
  /** Undefined where no session was asked for, or the password alone opens none. */
  readonly signedIn: SignedIn | undefined;
}

/** Forgotten passwords: a link by email that is valid for one hour and works once. */
@Injectable()
export class PasswordRecoveryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly emails: RecoveryEmailSender,
    private readonly tokens: OneTimeTokenStore,
    private readonly hasher: PasswordHasher,
    private readonly revocations: RevocationsService,
    private readonly signIn: SignInService,
    private readonly audit: AuditLogService,
    private readonly config: Config,
  ) {}

  /**
   * Sends an email to whoever has this login or email address. The caller cannot tell whether there is somebody, not by
   * the time it takes either: looking and sending begin after the answer. At most three emails a person and hour.
   * Disabled people, those who may not change their own data, and those who may not sign in with a password get none.
   * @param link makes the address in the email out of the token
   * @throws DomainError attempts.exceeded
   */
  request(loginOrEmail: string, link: (token: string) => string, origin: Origin): Promise<void> {
    return this.emails.post(loginOrEmail, link, origin);
  }

  /** Waits until the emails under way are sent, or have failed. */
  settled(): Promise<void> {
    return this.emails.settled();
  }

  /**
   * Sets the password, ends all sessions and every other recovery token, and signs in when options are given and the email is
   * proof enough. An unacceptable password leaves the token usable.
   * @throws DomainError one-time-token.invalid, attempts.exceeded, password.unacceptable, auth.busy
   */
  async reset(token: string, password: string, origin: Origin, options?: SignInOptions): Promise<PasswordReset> {
    const user = await this.setPassword(token, password, origin);
    return { person: userCaller(user), signedIn: options && (await this.begin(user, options, origin)) };
  }

  private async begin(user: UserState, options: SignInOptions, origin: Origin): Promise<SignedIn | undefined> {
    // A link from before people had to sign in at a provider.
    if (!signsInLocally(this.config.localSignIn, user.accessLevel)) return undefined;
    try {
      return await this.signIn.begin(user, options, origin);
    } catch (error) {
      if (hasCode(error, 'factor.missing', 'factor.enrolment-required')) return undefined;
      throw error;
    }
  }

  private async setPassword(token: string, password: string, origin: Origin): Promise<UserState> {
    const { user: holder } = await this.tokens.holderOf(token, 'password-reset', origin);
    checkNewPassword(password, holder.login);
    const hash = await this.hasher.hash(password);
    const user = await this.dataSource.transaction(async (manager) => {
      // Changing or removing the account locks its row first, too.
      await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [holder.userId]);
      const { user: owner } = await this.tokens.use(token, 'password-reset', origin, manager);
      const epoch = await write(manager, owner.userId, hash);
      const actor = `user:${owner.userId}`;
      await this.audit.recordIn(manager, {
        event: 'authn_password_change',
        actor,
        subject: actor,
        origin,
        reason: 'letter',
      });
      await this.revocations.record(manager, 'user', owner.subject);
      return { ...owner, epoch };
    });
    return user;
  }
}

/** @returns the new epoch */
async function write(manager: EntityManager, userId: number, hash: string): Promise<number> {
  const [[row]] = await manager.query<[{ epoch: number }[], number]>(
    'UPDATE users SET password_hash = $2, must_change_password = false, epoch = epoch + 1 WHERE id = $1 RETURNING epoch',
    [userId, hash],
  );
  if (row === undefined) throw new DomainError('one-time-token.invalid');
  return row.epoch;
}
