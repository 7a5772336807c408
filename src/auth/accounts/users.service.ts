import { DomainError } from '#errors';
import { isTaken } from '#database';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEvent, AuditLogService } from '#audit';
import { Clock, Config } from '#config';
import { type EntityManager, Repository } from 'typeorm';
import { accessLevels } from '../caller.js';
import { type AccountColumns, accountColumns, isLogin } from './account-rules.js';
import { toAccessLevel, toUserState, type UserState } from './account-state.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { CurrentPasswordVerifier, type PasswordProof } from './current-password-verifier.js';
import type { DoneBy } from './done-by.js';
import { normalLogin } from './normal-form.js';
import { PasswordHasher } from './password-hasher.js';
import { checkNewPassword } from './password-rules.js';
import { randomBase62 } from './secrets.js';
import { UserEntity } from './user.entity.js';
import { type NewUser, type OwnChange, type User, type UserChange, toUser } from './user.js';

const listLimit = 10_000;

/** People: reading, creating, changing and removing accounts. Changes lock the account's row and never take the last administrator. */
@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly hasher: PasswordHasher,
    private readonly revocations: RevocationsService,
    private readonly currentPassword: CurrentPasswordVerifier,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly config: Config,
  ) {}

  /**
   * @param given `withoutPassword`: it has none until one is set, for people of an external provider
   * @param also what else is done in the same transaction, with the id of the account
   * @returns the user and the password, given or generated; it cannot be read again
   * @throws DomainError login.taken | account.invalid (field) | password.unacceptable | auth.busy
   */
  async create(
    given: NewUser & { readonly withoutPassword?: boolean },
    by: DoneBy = {},
    also: (manager: EntityManager, id: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ readonly user: User; readonly password: string }> {
    const columns = accountColumns(given);
    const password = given.password ?? randomBase62(24);
    checkNewPassword(password, columns.login ?? given.login);
    const row = this.users.create({
      ...columns,
      subject: randomUUID(),
      passwordHash: given.withoutPassword === true ? null : await this.hasher.hash(password),
      createdAt: this.clock.now(),
    });
    try {
      await this.users.manager.transaction(async (manager) => {
        await manager.insert(UserEntity, row);
        await this.audit.recordIn(manager, { event: 'user_created', subject: `user:${row.id}`, ...by });
        await also(manager, row.id);
      });
    } catch (error) {
      if (isTaken(error)) throw new DomainError('login.taken');
      throw error;
    }
    return { user: await this.get(row.id), password };
  }

  /** Whether a person can sign in without an external provider: with a password or a passkey, where these are not shut. */
  async hasOwnWayIn(id: number, manager: EntityManager = this.users.manager): Promise<boolean> {
    const [row] = await manager.query<{ found: boolean }[]>(
      `SELECT (access_level = 'admin' OR NOT $2) AND (password_hash IS NOT NULL
         OR EXISTS (SELECT FROM second_factors f WHERE f.user_id = users.id AND f.kind = 'passkey')) AS found
       FROM users WHERE id = $1`,
      [id, this.config.localSignIn === 'administrators'],
    );
    return row?.found ?? false;
  }

  /** Whether there is an administrator who is not disabled. */
  async hasAdministrator(): Promise<boolean> {
    return this.users.existsBy({ accessLevel: 'admin', disabled: false });
  }

  /** All users, by id; the first 10,000. */
  async list(): Promise<readonly User[]> {
    const rows = await this.users.find({ order: { id: 'ASC' }, take: listLimit });
    return rows.map(toUser);
  }

  /** Without regard to case, in its normal form. */
  async findByLogin(given: string): Promise<User | undefined> {
    const login = normalLogin(given);
    if (!isLogin(login)) return undefined;
    const row = await this.users.createQueryBuilder('u').where('lower(u.login) = lower(:login)', { login }).getOne();
    return row === null ? undefined : toUser(row);
  }

  async find(id: number): Promise<User | undefined> {
    const row = await this.users.findOneBy({ id });
    return row === null ? undefined : toUser(row);
  }

  /** @throws DomainError account.not-found */
  async get(id: number): Promise<User> {
    const user = await this.find(id);
    if (user === undefined) throw new DomainError('account.not-found');
    return user;
  }

  /** The account as the steps of its sign-in see it. @throws DomainError account.not-found */
  ownerOf(id: number): Promise<UserEntity> {
    return this.getRow(id);
  }

  count(): Promise<number> {
    return this.users.count();
  }

  /**
   * Ends every token and session of this person at once, and stops the API key; enabling later revives only the key.
   * @throws DomainError account.not-found; account.invalid (disabled) for the last administrator
   */
  disable(loginOrId: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(loginOrId, true, by);
  }

  /** @throws DomainError account.not-found */
  enable(loginOrId: string | number, by: DoneBy = {}): Promise<User> {
    return this.setDisabled(loginOrId, false, by);
  }

  /**
   * Sets a new password and ends all sessions (R-PWD-4).
   * @param current the password until now; absent when an administrator sets the new one
   * @throws DomainError account.not-found | password.wrong | password.unacceptable | attempts.exceeded | auth.busy
   */
  async setPassword(id: number, password: string, current?: string, by: DoneBy = {}): Promise<void> {
    await this.update(id, { password }, by, { currentPassword: current });
  }

  /**
   * Replaces a temporary password, whose owner has just proven it; ends all sessions.
   * @param claim ends what allows it, once the password is acceptable
   * @returns the account's state, for the session that begins now
   * @throws DomainError password.unacceptable (also, with `reason: 'same'`, for the temporary one) | account.not-found | auth.busy
   */
  async replaceTemporaryPassword(
    id: number,
    password: string,
    by: DoneBy,
    claim: () => Promise<void> = () => Promise.resolve(),
  ): Promise<UserState> {
    const { login, passwordHash } = await this.getRow(id);
    checkNewPassword(password, login);
    if (passwordHash !== null && (await this.hasher.verify(passwordHash, password)))
      throw new DomainError('password.unacceptable', 'the temporary password', { reason: 'same' });
    await claim();
    await this.update(id, { password }, by);
    return toUserState(await this.getRow(id));
  }

  /**
   * Changes one's own account. A new password ends all other sessions; the session of the proof keeps its refresh token
   * and session key. A new password or email address requires the current password, unless it was given within the hour.
   * @throws DomainError account.readonly, password.wrong (also missing), attempts.exceeded, and as `update`
   */
  async updateOwn(id: number, change: OwnChange, proof: PasswordProof = {}, by: DoneBy = {}): Promise<User> {
    const row = await this.getRow(id);
    if (row.readonly) throw new DomainError('account.readonly');
    const { fullName, email, phone, locale, password } = change;
    const needsProof = (email !== undefined && (email ?? '') !== (row.email ?? '')) || password !== undefined;
    if (needsProof && proof.currentPassword === undefined) await this.currentPassword.assertRecent(row, proof);
    return this.update(id, { fullName, email, phone, locale, password }, by, proof);
  }

  /**
   * Changes the given fields; null clears. A new password or disabling ends all sessions and tokens; the API key does not
   * work while its user is disabled. A new access level takes effect at once.
   * @throws DomainError account.not-found, login.taken, password.unacceptable, auth.busy; account.invalid (the field; also
   *   accessLevel and disabled where no administrator would be left); with a proof password.wrong, attempts.exceeded
   */
  async update(id: number, change: UserChange, by: DoneBy = {}, proof: PasswordProof = {}): Promise<User> {
    // A new password is its owner's own unless it is stated to be temporary.
    const own = change.password === undefined ? {} : { mustChangePassword: false };
    const columns = accountColumns({ ...own, ...change });
    const before = await this.getRow(id);
    if (proof.currentPassword !== undefined) await this.currentPassword.confirm(before, proof.currentPassword, by);
    const passwordHash = await this.hashOf(change.password, columns.login ?? before.login);
    await this.users.manager
      .transaction(async (manager) => {
        const row = await this.lock(manager, id, takesAdministrator(columns));
        if (proof.currentPassword !== undefined && row.passwordHash !== before.passwordHash)
          throw new DomainError('password.wrong', 'the password changed meanwhile');
        await write(manager, row, { ...columns, ...(passwordHash === undefined ? {} : { passwordHash }) }, proof);
        await this.audit.recordIn(manager, ...eventsOf(row, columns, passwordHash !== undefined, by));
        await this.revocations.record(manager, 'user', row.subject);
        await this.revocations.record(manager, 'api-keys', row.subject);
        if (proof.sessionId !== undefined) await this.revocations.record(manager, 'session', proof.sessionId);
      })
      .catch((error: unknown) => {
        throw isTaken(error) ? new DomainError('login.taken') : error;
      });
    return this.get(id);
  }

  /**
   * Removes the account; sessions, keys and memberships go with its row.
   * @param before what else is done in the same transaction, before the account's row is locked
   * @throws DomainError account.not-found; account.invalid (accessLevel) for the last administrator
   */
  async remove(
    id: number,
    by: DoneBy = {},
    before: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.users.manager.transaction(async (manager) => {
      await before(manager);
      const { subject } = await this.lock(manager, id, { field: 'accessLevel' });
      await manager.delete(UserEntity, { id });
      await this.audit.recordIn(manager, { event: 'user_deleted', subject: `user:${id}`, ...by });
      await this.revocations.record(manager, 'user', subject);
      await this.revocations.record(manager, 'api-keys', subject);
    });
  }

  private async setDisabled(loginOrId: string | number, disabled: boolean, by: DoneBy): Promise<User> {
    const found = typeof loginOrId === 'number' ? await this.find(loginOrId) : await this.findByLogin(loginOrId);
    if (found === undefined) throw new DomainError('account.not-found');
    return this.update(found.id, { disabled }, by);
  }

  private async getRow(id: number): Promise<UserEntity> {
    const row = await this.users.findOneBy({ id });
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
   * Locks the account's row, and all administrators' rows where one could be lost: of two administrators who demote each other
   * concurrently, the second finds no other one. Always in the order of ids.
   * @throws DomainError account.not-found; account.invalid for the last administrator who may sign in
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
}

/** What a change of these columns is recorded as. */
function eventsOf(before: UserEntity, columns: AccountColumns, password: boolean, by: DoneBy): readonly AuditEvent[] {
  const { accessLevel, disabled, mustChangePassword: _, ...rest } = columns;
  const about = { subject: `user:${before.id}`, ...by };
  const fields = Object.keys(rest);
  const events: (AuditEvent | false)[] = [
    fields.length > 0 && { event: 'user_updated', reason: fields.join(' '), ...about },
    accessLevel !== undefined &&
      accessLevel !== before.accessLevel && {
        event: 'privilege_permissions_changed',
        reason: `${before.accessLevel} to ${accessLevel}`,
        ...about,
      },
    disabled === true && { event: 'authn_token_revoked', reason: 'disabled', ...about },
    disabled === false && before.disabled && { event: 'authz_change', reason: 'enabled', ...about },
    password && { event: 'authn_password_change', ...about },
  ];
  return events.filter((event) => event !== false);
}

/** The field by which a change could remove an administrator; undefined: it cannot. */
function takesAdministrator({ accessLevel, disabled }: AccountColumns): { readonly field: string } | undefined {
  if (disabled === true) return { field: 'disabled' };
  return accessLevel !== undefined && accessLevel !== 'admin' ? { field: 'accessLevel' } : undefined;
}

/** More rights than before: a key or session that a manager could have obtained earlier must not get them. */
function isRaised(row: UserEntity, { accessLevel }: AccountColumns): boolean {
  return accessLevel !== undefined && rank(accessLevel) > rank(row.accessLevel);
}

function rank(level: string): number {
  return accessLevels.indexOf(toAccessLevel(level));
}

/**
 * A new password, disabling and a higher access level raise the epoch, which ends everything issued before, except the session
 * of the proof.
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
