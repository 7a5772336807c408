import { DomainError, hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { DataSource } from 'typeorm';
import type { DoneBy } from './done-by.js';
import { UserEntity } from './user.entity.js';
import type { User } from './user.js';
import { UsersService } from './users.service.js';

// Any constant works: of two concurrent claims of an empty installation one waits, and then finds a user.
const claimLock = 4_207_540;

/** Creates the first administrator. There is no default password anywhere (R-PWD-6). */
@Injectable()
export class FirstAccountsService {
  private claims: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly config: Config,
  ) {}

  /**
   * Creates the administrator of an installation without users. The API checks who may.
   * @throws DomainError permission.missing when there is a user; login.taken (unacceptable), password.unacceptable, auth.busy
   */
  claim(login: string, password: string, by: DoneBy = {}): Promise<User> {
    // One at a time: each claim holds one connection and needs a second, and the pool is limited.
    const claimed = this.claims.then(() => this.claimNow(login, password, by));
    this.claims = claimed.catch(() => undefined);
    return claimed;
  }

  /**
   * Creates the administrator that the settings name when there is no user at all.
   * @returns undefined when there is a user; the password only when it was generated now (142 random bits)
   * @throws DomainError password.unacceptable when the password in the settings is
   */
  async ensureAdministrator(): Promise<{ readonly login: string; readonly password?: string } | undefined> {
    if ((await this.users.count()) > 0) return undefined;
    const { adminLogin, adminPassword } = this.config;
    try {
      const { user, password } = await this.users.create({
        login: adminLogin,
        password: adminPassword,
        accessLevel: 'admin',
      });
      return adminPassword === undefined ? { login: user.login, password } : { login: user.login };
    } catch (error) {
      // Another instance started at the same time and was first; the unique index of the login decided.
      if (hasCode(error, 'login.taken') && (await this.users.count()) > 0) return undefined;
      throw error;
    }
  }

  private claimNow(login: string, password: string, by: DoneBy): Promise<User> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [claimLock]);
      if ((await manager.count(UserEntity)) > 0) throw new DomainError('permission.missing', 'there is a user already');
      // Commits on a connection of its own before the lock ends.
      return (await this.users.create({ login, password, accessLevel: 'admin' }, by)).user;
    });
  }
}
