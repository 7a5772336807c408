import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock } from '#config';
import { DataSource, QueryFailedError } from 'typeorm';
import { AuthError } from '../auth.errors.js';
import type { AccessLevel } from '../caller.js';
import { toAccessLevel } from './account-state.js';
import { AccountStates } from './account-states.service.js';
import type { DoneBy } from './done-by.js';
import { PasswordHasher } from './password-hasher.service.js';
import { checkNewPassword } from './password-rules.js';
import { randomBase62 } from './secrets.js';
import { UserEntity } from './user.entity.js';

/** A person with a login, as other rooms and dialects see it. */
export interface User {
  readonly id: number;
  /** The `sub` of their tokens. */
  readonly subject: string;
  readonly login: string;
  readonly fullName: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** ISO 639-1. */
  readonly locale: string | undefined;
  readonly note: string | undefined;
  readonly externalId: string | undefined;
  readonly accessLevel: AccessLevel;
  readonly disabled: boolean;
  /** May not change their own data. */
  readonly readonly: boolean;
  /** Undefined: no limit. */
  readonly maxSessions: number | undefined;
  readonly createdAt: Date;
}

export interface NewUser {
  readonly login: string;
  /** Generated when absent, with 142 random bits. */
  readonly password?: string | undefined;
  readonly fullName?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly locale?: string | undefined;
  readonly note?: string | undefined;
  readonly externalId?: string | undefined;
  readonly accessLevel?: AccessLevel | undefined;
  readonly disabled?: boolean | undefined;
  readonly readonly?: boolean | undefined;
  readonly maxSessions?: number | undefined;
}

/** What may be changed of a user; what is left out stays, null clears. */
export type UserChange = { readonly [K in keyof NewUser]?: NewUser[K] | null };

const listLimit = 10_000;
// Basic cannot carry a colon in a login (RFC 7617 §2), and control characters forge log lines.
// oxlint-disable-next-line no-control-regex
const loginForm = /^[^\s:\u0000-\u001f\u007f][^:\u0000-\u001f\u007f]{0,254}$/u;

/** People: who there is, their passwords, and whether they may come in. */
@Injectable()
export class Users {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hasher: PasswordHasher,
    private readonly states: AccountStates,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @returns the user and the password, given or generated: nobody can ask for it again
   * @throws AuthError login.taken (also, with `reason: 'unacceptable'`, for a login nobody can have) |
   *   password.unacceptable | auth.busy
   */
  async create(given: NewUser, by: DoneBy = {}): Promise<{ readonly user: User; readonly password: string }> {
    const login = given.login.trim();
    if (!loginForm.test(login) || !login.isWellFormed())
      throw new AuthError('login.taken', 'nobody can have this login', { reason: 'unacceptable' });
    const password = given.password ?? randomBase62(24);
    checkNewPassword(password, login);
    const row = this.dataSource.manager.create(UserEntity, {
      subject: randomUUID(),
      login,
      passwordHash: await this.hasher.hash(password),
      fullName: given.fullName ?? null,
      email: given.email ?? null,
      phone: given.phone ?? null,
      locale: given.locale ?? null,
      note: given.note ?? null,
      externalId: given.externalId ?? null,
      accessLevel: given.accessLevel ?? 'generic',
      disabled: given.disabled ?? false,
      readonly: given.readonly ?? false,
      maxSessions: given.maxSessions ?? null,
      createdAt: this.clock.now(),
    });
    try {
      await this.dataSource.manager.insert(UserEntity, row);
    } catch (error) {
      if (isDuplicate(error)) throw new AuthError('login.taken');
      throw error;
    }
    const user = await this.get(row.id);
    this.states.forgetUser(user.subject);
    this.audit.record({ event: 'user_created', subject: `user:${user.id}`, ...by });
    return { user, password };
  }

  /** Everybody, by id; the first 10,000. */
  async list(): Promise<readonly User[]> {
    const rows = await this.dataSource.manager.find(UserEntity, { order: { id: 'ASC' }, take: listLimit });
    return rows.map(toUser);
  }

  /** Without regard to case. */
  async findByLogin(login: string): Promise<User | undefined> {
    if (!loginForm.test(login)) return undefined;
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

  /** @throws AuthError account.not-found */
  async get(id: number): Promise<User> {
    const user = await this.find(id);
    if (user === undefined) throw new AuthError('account.not-found');
    return user;
  }

  count(): Promise<number> {
    return this.dataSource.manager.count(UserEntity);
  }

  /**
   * Ends every token, session and key of this person at once; enabling later does not revive sessions.
   * @throws AuthError account.not-found
   */
  disable(who: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(who, true, by);
  }

  /** @throws AuthError account.not-found */
  enable(who: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(who, false, by);
  }

  /**
   * Sets a new password and ends all sessions (R-PWD-4).
   * @param current what the person says the old one is; absent when an administrator sets it
   * @throws AuthError account.not-found | password.wrong | password.unacceptable | auth.busy
   */
  async setPassword(id: number, password: string, current?: string, by: DoneBy = {}): Promise<void> {
    const row = await this.dataSource.manager.findOneBy(UserEntity, { id });
    if (row === null) throw new AuthError('account.not-found');
    if (current !== undefined) {
      const stored = row.passwordHash;
      const right =
        stored === null ? await this.hasher.verifyDecoy(current) : await this.hasher.verify(stored, current);
      if (!right) {
        this.audit.record({ event: 'authn_password_change_fail', subject: `user:${id}`, ...by });
        throw new AuthError('password.wrong');
      }
    }
    checkNewPassword(password, row.login);
    const passwordHash = await this.hasher.hash(password);
    await this.dataSource.manager.update(UserEntity, { id }, { passwordHash, epoch: () => 'epoch + 1' });
    this.states.forgetUser(row.subject);
    this.audit.record({ event: 'authn_password_change', subject: `user:${id}`, ...by });
  }

  /**
   * Changes what is named; null clears. A new password or disabling ends all sessions, tokens and keys.
   * @throws AuthError account.not-found, login.taken, password.unacceptable, account.invalid (field), auth.busy
   */
  async update(_id: number, _change: UserChange, _by: DoneBy = {}): Promise<User> {
    throw new Error('not built yet');
  }

  /** With sessions, keys and memberships. @throws AuthError account.not-found */
  async remove(_id: number, _by: DoneBy = {}): Promise<void> {
    throw new Error('not built yet');
  }

  private async setDisabled(who: string | number, disabled: boolean, by: DoneBy): Promise<User> {
    const found = typeof who === 'number' ? await this.find(who) : await this.findByLogin(who);
    if (found === undefined) throw new AuthError('account.not-found');
    await this.dataSource.manager.update(
      UserEntity,
      { id: found.id, disabled: !disabled },
      disabled ? { disabled, epoch: () => 'epoch + 1' } : { disabled },
    );
    this.states.forgetUser(found.subject);
    this.audit.record({
      event: disabled ? 'authn_token_revoked' : 'authz_change',
      subject: `user:${found.id}`,
      reason: disabled ? 'disabled' : 'enabled',
      ...by,
    });
    return { ...found, disabled };
  }
}

function toUser(row: UserEntity): User {
  return {
    id: row.id,
    subject: row.subject,
    login: row.login,
    fullName: row.fullName ?? undefined,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    locale: row.locale ?? undefined,
    note: row.note ?? undefined,
    externalId: row.externalId ?? undefined,
    accessLevel: toAccessLevel(row.accessLevel),
    disabled: row.disabled,
    readonly: row.readonly,
    maxSessions: row.maxSessions ?? undefined,
    createdAt: row.createdAt,
  };
}

/** PostgreSQL's unique_violation. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23505';
}
