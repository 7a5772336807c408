import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { AuthError } from '../auth.errors.js';
import { Users } from './users.service.js';

/** Who there must be before anybody can come in. There is no default password anywhere (R-PWD-6). */
@Injectable()
export class FirstAccounts {
  constructor(
    private readonly users: Users,
    private readonly config: Config,
  ) {}

  /**
   * Makes the administrator of the settings when there is no user at all.
   * @returns undefined when there was somebody; the password only when it was generated now (142 random bits)
   * @throws AuthError password.unacceptable when the password of the settings is
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
      if (error instanceof AuthError && error.code === 'login.taken' && (await this.users.count()) > 0)
        return undefined;
      throw error;
    }
  }
}
