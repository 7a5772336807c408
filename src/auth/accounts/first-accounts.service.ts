import { DomainError, hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { DataSource } from 'typeorm';
import type { DoneBy } from './done-by.js';
import { UserEntity } from './user.entity.js';
import type { User } from './user.js';
import { UsersService } from './users.service.js';

// Any constant will do: of two who claim an empty house at the same moment one waits, and finds somebody.
const claimLock = 4_207_540;

/** Who there must be before anybody can come in. There is no default password anywhere (R-PWD-6). */
@Injectable()
export class FirstAccountsService {
  private claims: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly config: Config,
  ) {}

  /**
   * Makes the administrator of a house where there is nobody yet. The door asks who may.
   * @throws DomainError permission.missing when there is somebody; login.taken (unacceptable), password.unacceptable, auth.busy
   */
  claim(login: string, password: string, by: DoneBy = {}): Promise<User> {
    // One after the other: each holds a connection while it needs a second one, and there are not so many.
    const claimed = this.claims.then(() => this.claimNow(login, password, by));
    this.claims = claimed.catch(() => undefined);
    return claimed;
  }

  /**
   * Makes the administrator of the settings when there is no user at all.
   * @returns undefined when there was somebody; the password only when it was generated now (142 random bits)
   * @throws DomainError password.unacceptable when the password of the settings is
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
      // Another instance that started at the same moment was first; the login's unique index decided.
      if (hasCode(error, 'login.taken') && (await this.users.count()) > 0) return undefined;
      throw error;
    }
  }

  private claimNow(login: string, password: string, by: DoneBy): Promise<User> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [claimLock]);
      if ((await manager.count(UserEntity)) > 0)
        throw new DomainError('permission.missing', 'there is somebody already');
      // Committed on a connection of its own before the lock ends.
      return (await this.users.create({ login, password, accessLevel: 'admin' }, by)).user;
    });
  }
}
