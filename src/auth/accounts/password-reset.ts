import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { DataSource, type EntityManager } from 'typeorm';
import type { Origin } from '../credential.js';
import type { UserState } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { OneTimeTokenStore } from './one-time-token-store.js';
import { PasswordHasher } from './password-hasher.js';
import { checkNewPassword } from './password-rules.js';

/** A new password for whoever holds the token of a letter. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: OneTimeTokenStore,
    private readonly hasher: PasswordHasher,
    private readonly states: AccountStateReader,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * Ends all sessions, and every other letter's token.
   * @throws DomainError one-time-token.invalid, attempts.exceeded, password.unacceptable, auth.busy
   */
  async reset(token: string, password: string, origin: Origin): Promise<UserState> {
    const { user: holder } = await this.tokens.holderOf(token, 'password-reset', origin);
    checkNewPassword(password, holder.login);
    const hash = await this.hasher.hash(password);
    const user = await this.dataSource.transaction(async (manager) => {
      // Whoever changes or removes the account takes its row first, too.
      await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [holder.userId]);
      const { user: owner } = await this.tokens.use(token, 'password-reset', origin, manager);
      return { ...owner, epoch: await write(manager, owner.userId, hash) };
    });
    this.states.forgetUser(user.subject);
    const actor = `user:${user.userId}`;
    this.audit.record({ event: 'authn_password_change', actor, subject: actor, origin, reason: 'letter' });
    return user;
  }
}

/** @returns the new epoch */
async function write(manager: EntityManager, userId: number, hash: string): Promise<number> {
  const [[row]] = await manager.query<[{ epoch: number }[], number]>(
    'UPDATE users SET password_hash = $2, epoch = epoch + 1 WHERE id = $1 RETURNING epoch',
    [userId, hash],
  );
  if (row === undefined) throw new DomainError('one-time-token.invalid');
  return row.epoch;
}
