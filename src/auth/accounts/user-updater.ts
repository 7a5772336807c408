import { DomainError } from '#errors';
import { isTaken } from '#database';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { DataSource, type EntityManager } from 'typeorm';
import { type AccountColumns, accountColumns } from './account-rules.js';
import { toAccessLevel } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { accessLevels } from '../caller.js';
import { CurrentPasswordVerifier, type PasswordProof } from './current-password-verifier.js';
import type { DoneBy } from './done-by.js';
import { PasswordHasher } from './password-hasher.js';
import { checkNewPassword } from './password-rules.js';
import { UserEntity } from './user.entity.js';
import { type OwnChange, type User, type UserChange, toUser } from './user.js';

/** Changing and removing accounts: behind the account's row, and never the last administrator's. */
@Injectable()
export class UserUpdater {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hasher: PasswordHasher,
    private readonly states: AccountStateReader,
    private readonly currentPassword: CurrentPasswordVerifier,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError account.not-found, account.readonly, password.wrong, attempts.exceeded, and what `change` throws */
  async changeOwn(id: number, change: OwnChange, word: PasswordProof, by: DoneBy): Promise<User> {
    const row = await this.get(id);
    if (row.readonly) throw new DomainError('account.readonly');
    const { fullName, email, phone, locale, password } = change;
    const takes = (email !== undefined && (email ?? '') !== (row.email ?? '')) || password !== undefined;
    if (takes && word.currentPassword === undefined) await this.currentPassword.demandRecent(row, word);
    return this.change(id, { fullName, email, phone, locale, password }, by, word);
  }

  /** @throws DomainError account.not-found, login.taken, password.unacceptable, account.invalid, auth.busy */
  async change(id: number, change: UserChange, by: DoneBy, word: PasswordProof = {}): Promise<User> {
    const columns = accountColumns(change);
    const before = await this.get(id);
    if (word.currentPassword !== undefined) await this.currentPassword.confirm(before, word.currentPassword, by);
    const passwordHash = await this.hashOf(change.password, columns.login ?? before.login);
    await this.dataSource
      .transaction(async (manager) => {
        const row = await this.lock(manager, id, takesAdministrator(columns));
        if (word.currentPassword !== undefined && row.passwordHash !== before.passwordHash)
          throw new DomainError('password.wrong', 'the password changed meanwhile');
        await write(manager, row, { ...columns, ...(passwordHash === undefined ? {} : { passwordHash }) }, word);
      })
      .catch((error: unknown) => {
        throw isTaken(error) ? new DomainError('login.taken') : error;
      });
    this.states.forgetUser(before.subject);
    this.states.forgetApiKeys();
    if (word.sessionId !== undefined) this.states.forgetSession(word.sessionId);
    this.note(before, columns, passwordHash !== undefined, by);
    return toUser(await this.get(id));
  }

  /** Sessions, keys and memberships go with the row. @throws DomainError account.not-found, account.invalid */
  async remove(id: number, by: DoneBy, before: (manager: EntityManager) => Promise<void>): Promise<void> {
    const subject = await this.dataSource.transaction(async (manager) => {
      await before(manager);
      const row = await this.lock(manager, id, { field: 'accessLevel' });
      await manager.delete(UserEntity, { id });
      return row.subject;
    });
    this.states.forgetUser(subject);
    this.states.forgetApiKeys();
    this.audit.record({ event: 'user_deleted', subject: `user:${id}`, ...by });
  }

  private async get(id: number): Promise<UserEntity> {
    const row = await this.dataSource.manager.findOneBy(UserEntity, { id });
    if (row === null) throw new DomainError('account.not-found');
    return row;
  }

  private async hashOf(password: string | null | undefined, login: string): Promise<string | undefined> {
    if (password === undefined) return undefined;
    if (password === null)
      throw new DomainError('account.invalid', 'a password is not cleared', { reason: 'password' });
    checkNewPassword(password, login);
    return this.hasher.hash(password);
  }

  /**
   * Locks the account's row, and all administrators' where one could be lost: of two who take each other's level away at
   * the same moment, the second finds nobody else. Always in the order of ids.
   * @throws DomainError account.not-found; account.invalid for the last administrator who can come in
   */
  private async lock(manager: EntityManager, id: number, taking: { field: string } | undefined): Promise<UserEntity> {
    const rows = await manager
      .createQueryBuilder(UserEntity, 'u')
      .where('u.id = :id', { id })
      .orWhere(taking === undefined ? 'false' : `u.access_level = 'admin' AND NOT u.disabled`)
      .orderBy('u.id')
      .setLock('for_no_key_update')
      .getMany();
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new DomainError('account.not-found');
    const isAdministrator = row.accessLevel === 'admin' && !row.disabled;
    if (taking !== undefined && isAdministrator && rows.length === 1)
      throw new DomainError('account.invalid', 'the last administrator', { reason: taking.field });
    return row;
  }

  private note({ id, ...before }: UserEntity, columns: AccountColumns, password: boolean, by: DoneBy): void {
    const subject = `user:${id}`;
    const { accessLevel, disabled, ...rest } = columns;
    const fields = Object.keys(rest);
    if (fields.length > 0) this.audit.record({ event: 'user_updated', subject, reason: fields.join(' '), ...by });
    if (accessLevel !== undefined && accessLevel !== before.accessLevel)
      this.audit.record({
        event: 'privilege_permissions_changed',
        subject,
        reason: `${before.accessLevel} to ${accessLevel}`,
        ...by,
      });
    if (disabled === true) this.audit.record({ event: 'authn_token_revoked', subject, reason: 'disabled', ...by });
    if (disabled === false && before.disabled)
      this.audit.record({ event: 'authz_change', subject, reason: 'enabled', ...by });
    if (password) this.audit.record({ event: 'authn_password_change', subject, ...by });
  }
}

/** The field by which a change could take an administrator away; undefined: it cannot. */
function takesAdministrator({ accessLevel, disabled }: AccountColumns): { readonly field: string } | undefined {
  if (disabled === true) return { field: 'disabled' };
  return accessLevel !== undefined && accessLevel !== 'admin' ? { field: 'accessLevel' } : undefined;
}

/** More rights than before: a key or a session that a manager could have had must not have them, too. */
function isRaised(row: UserEntity, { accessLevel }: AccountColumns): boolean {
  return accessLevel !== undefined && rank(accessLevel) > rank(row.accessLevel);
}

function rank(level: string): number {
  return accessLevels.indexOf(toAccessLevel(level));
}

/**
 * A new password, being shut out, and a higher access level raise the epoch: what was issued before is dead, but for the
 * session named.
 */
async function write(
  manager: EntityManager,
  row: UserEntity,
  columns: AccountColumns & { readonly passwordHash?: string },
  { sessionId }: PasswordProof,
): Promise<void> {
  const rises = isRaised(row, columns);
  const ends = columns.passwordHash !== undefined || (columns.disabled === true && !row.disabled) || rises;
  if (Object.keys(columns).length === 0) return;
  if (rises) await manager.delete(ApiKeyEntity, { userId: row.id });
  await manager.update(UserEntity, { id: row.id }, { ...columns, ...(ends ? { epoch: row.epoch + 1 } : {}) });
  if (!ends || sessionId === undefined) return;
  await manager.query(
    'UPDATE sessions SET user_epoch = $3 WHERE id = $1 AND user_id = $2 AND user_epoch = $3 - 1 AND ended_at IS NULL',
    [sessionId, row.id, row.epoch + 1],
  );
}
