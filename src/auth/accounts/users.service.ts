import { DomainError } from '#errors';
import { isTaken } from '#database';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import { accountColumns, isLogin } from './account-rules.js';
import type { PasswordProof } from './current-password-verifier.js';
import type { DoneBy } from './done-by.js';
import { normalLogin } from './normal-form.js';
import { PasswordHasher } from './password-hasher.js';
import { checkNewPassword } from './password-rules.js';
import { randomBase62 } from './secrets.js';
import { UserUpdater } from './user-updater.js';
import { UserEntity } from './user.entity.js';
import { type NewUser, type OwnChange, type User, type UserChange, toUser } from './user.js';

const listLimit = 10_000;

/** People: who there is, their passwords, and whether they may come in. */
@Injectable()
export class UsersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hasher: PasswordHasher,
    private readonly changes: UserUpdater,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * @returns the user and the password, given or generated: nobody can ask for it again
   * @throws DomainError login.taken | account.invalid (field) | password.unacceptable | auth.busy
   */
  async create(given: NewUser, by: DoneBy = {}): Promise<{ readonly user: User; readonly password: string }> {
    const columns = accountColumns(given);
    const password = given.password ?? randomBase62(24);
    checkNewPassword(password, columns.login ?? given.login);
    const row = this.dataSource.manager.create(UserEntity, {
      ...columns,
      subject: randomUUID(),
      passwordHash: await this.hasher.hash(password),
      createdAt: this.clock.now(),
    });
    try {
      await this.dataSource.manager.insert(UserEntity, row);
    } catch (error) {
      if (isTaken(error)) throw new DomainError('login.taken');
      throw error;
    }
    const user = await this.get(row.id);
    this.audit.record({ event: 'user_created', subject: `user:${user.id}`, ...by });
    return { user, password };
  }

  /** Whether there is somebody who can administer, and may sign in. */
  async hasAdministrator(): Promise<boolean> {
    return this.dataSource.manager.existsBy(UserEntity, { accessLevel: 'admin', disabled: false });
  }

  /** Everybody, by id; the first 10,000. */
  async list(): Promise<readonly User[]> {
    const rows = await this.dataSource.manager.find(UserEntity, { order: { id: 'ASC' }, take: listLimit });
    return rows.map(toUser);
  }

  /** Without regard to case, in its normal form. */
  async findByLogin(given: string): Promise<User | undefined> {
    const login = normalLogin(given);
    if (!isLogin(login)) return undefined;
    const row = await this.dataSource
      .createQueryBuilder(UserEntity, 'u')
      .where('lower(u.login) = lower(:login)', { login })
      .getOne();
    return row === null ? undefined : toUser(row);
  }

  async find(id: number): Promise<User | undefined> {
    const row = await this.dataSource.manager.findOneBy(UserEntity, { id });
    return row === null ? undefined : toUser(row);
  }

  /** @throws DomainError account.not-found */
  async get(id: number): Promise<User> {
    const user = await this.find(id);
    if (user === undefined) throw new DomainError('account.not-found');
    return user;
  }

  count(): Promise<number> {
    return this.dataSource.manager.count(UserEntity);
  }

  /**
   * Ends every token and session of this person at once, and stops the API key; enabling later revives only the key.
   * @throws DomainError account.not-found; account.invalid (disabled) for the last administrator
   */
  disable(who: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(who, true, by);
  }

  /** @throws DomainError account.not-found */
  enable(who: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(who, false, by);
  }

  /**
   * Sets a new password and ends all sessions (R-PWD-4).
   * @param current what the person says the old one is; absent when an administrator sets it
   * @throws DomainError account.not-found | password.wrong | password.unacceptable | attempts.exceeded | auth.busy
   */
  async setPassword(id: number, password: string, current?: string, by: DoneBy = {}): Promise<void> {
    await this.changes.change(id, { password }, by, { currentPassword: current });
  }

  /**
   * Changes what is named; null clears. A new password or disabling ends all sessions and tokens; the API key stops while
   * somebody is disabled. A new access level counts at once.
   * @throws DomainError account.not-found, login.taken, password.unacceptable, auth.busy; account.invalid (the field; also
   *   accessLevel and disabled where no administrator would be left)
   */
  update(id: number, change: UserChange, by: DoneBy = {}): Promise<User> {
    return this.changes.change(id, change, by);
  }

  /**
   * Changes one's own account. A new password ends all other sessions; the one named goes on with its refresh token and
   * session key. A new password or e-mail address takes the current password, unless it was said within the hour.
   * @throws DomainError account.readonly, password.wrong (also missing), attempts.exceeded, and as `update`
   */
  updateOwn(id: number, change: OwnChange, word: PasswordProof = {}, by: DoneBy = {}): Promise<User> {
    return this.changes.changeOwn(id, change, word, by);
  }

  /**
   * With sessions, keys and memberships.
   * @param before what else is done in the same transaction, before the account's row is locked
   * @throws DomainError account.not-found; account.invalid (accessLevel) for the last administrator
   */
  remove(
    id: number,
    by: DoneBy = {},
    before: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    return this.changes.remove(id, by, before);
  }

  private async setDisabled(who: string | number, disabled: boolean, by: DoneBy): Promise<User> {
    const found = typeof who === 'number' ? await this.find(who) : await this.findByLogin(who);
    if (found === undefined) throw new DomainError('account.not-found');
    return this.changes.change(found.id, { disabled }, by);
  }
}
